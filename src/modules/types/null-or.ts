import { mergesWell } from '../certain.ts'
import { fail } from '../errors.ts'
import type { At, Definition, OptionType } from '../option-type.ts'
import { showFiles, showPath } from '../show-path.ts'
import { prioritySuggestion } from '../show-value.ts'
import { elementFunctor } from '../type-merge.ts'
import { defineType, phraseOf } from './define.ts'

/** Null, or a value of the type. */
export function nullOr<In, Out>(type: OptionType<In, Out>): OptionType<In | null, Out | null> {
  return defineType({
    name: 'nullOr',
    description: `null or ${phraseOf(type, 'noun', 'conjunction')}`,
    phrase: 'conjunction',
    special: 'delegated',
    check: (value, env) => value === null || type.check(value, env),
    merge(definitions, at) {
      const nulls = definitions.filter((definition) => definition.value === null)
      if (nulls.length === 0) return type.merge(definitions, at)
      if (nulls.length === definitions.length) return { value: null }
      return failNullAndNot(definitions, at)
    },
    mergesWell: (live) => {
      const nulls = live.values.filter((value) => value === null).length
      return nulls === 0 ? mergesWell(type, live) : nulls === live.values.length
    },
    empty: () => null,
    structure: { kind: 'nullable', type },
    modules: type.modules,
    withModules: type.withModules && ((modules) => nullOr(type.withModules!(modules))),
    functor: elementFunctor('nullOr', type, nullOr),
  })
}

function failNullAndNot(definitions: readonly Definition[], at: At): never {
  const files = showFiles(definitions.map((definition) => definition.file))
  return fail(
    'conflict',
    at.path,
    `The option \`${showPath(at.path)}\` is defined both null and not null, in ${files}.`,
    definitions,
    { hint: prioritySuggestion },
  )
}
