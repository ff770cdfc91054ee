import { force } from '../lazy.ts'
import { mergeDefinitions } from '../merge-definitions.ts'
import type { OptionType } from '../option-type.ts'
import { elementFunctor } from '../type-merge.ts'
import { defineType, phraseOf } from './define.ts'

// biome-ignore lint/suspicious/noExplicitAny: what the function is given is not the type's business, as in Nix
type FunctionTo<T> = (argument: any) => T

/** A function; several are merged by merging what they give. */
export function functionTo<In, Out>(type: OptionType<In, Out>): OptionType<FunctionTo<In>, FunctionTo<Out>> {
  return defineType({
    name: 'functionTo',
    description: `function that evaluates to a(n) ${phraseOf(type, 'noun', 'composite')}`,
    phrase: 'composite',
    check: (value) => typeof value === 'function',
    merge: (definitions, { path, env }) => ({
      value: (argument: unknown) => {
        const results = definitions.map(({ file, at, value }) => ({
          file,
          at,
          value: (force(value) as FunctionTo<unknown>)(argument),
        }))
        return mergeDefinitions(results, type, { path: [...path, '<function body>'], env }).merged().value
      },
    }),
    structure: { kind: 'function', result: type },
    modules: type.modules,
    withModules: type.withModules && ((modules) => functionTo(type.withModules!(modules))),
    functor: elementFunctor('functionTo', type, functionTo),
  })
}
