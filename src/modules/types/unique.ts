import { mergesWell } from '../certain.ts'
import type { OptionType } from '../option-type.ts'
import { elementFunctor } from '../type-merge.ts'
import { defineType } from './define.ts'
import { mergeOne } from './merge-rules.ts'

/** A value of the type that only one definition may say; the message tells what to do about several. */
export function unique<In, Out>(message: string, type: OptionType<In, Out>): OptionType<In, Out> {
  return defineType({
    name: 'unique',
    description: type.description,
    phrase: type.phrase,
    special: 'delegated',
    opaque: true,
    check: type.check,
    merge(definitions, at) {
      mergeOne(definitions, at, message)
      return type.merge(definitions, at)
    },
    mergesWell: (live) => live.values.length === 1 && mergesWell(type, live),
    empty: type.empty,
    structure: { kind: 'same', type },
    modules: type.modules,
    withModules: type.withModules && ((modules) => uniq(type.withModules!(modules))),
    functor: elementFunctor('unique', type, (element) => unique(message, element)),
  })
}

/** `unique` without a message. */
export function uniq<In, Out>(type: OptionType<In, Out>): OptionType<In, Out> {
  return unique('', type)
}
