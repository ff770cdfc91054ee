import { isDeferred } from '../deferred.ts'
import { force } from '../lazy.ts'
import { refusalBy } from '../merge-definitions.ts'
import type { At, Definition, OptionType } from '../option-type.ts'
import { showDefinitions } from '../show-value.ts'
import { defineType, phraseOf } from './define.ts'

/**
 * A value of the final type, or one that becomes one: `t.coercedTo(t.int, String, t.str)`.
 * `coerce` is called with values that `from` accepts, judged by their heads alone.
 */
export function coercedTo<I1, O1, I2, O2>(
  from: OptionType<I1, O1>,
  coerce: (value: O1) => unknown,
  final: OptionType<I2, O2>,
): OptionType<I1 | I2, O2> {
  if (from.modules?.() !== undefined) {
    throw new TypeError(
      `coercedTo: the type that is converted must not have options of its own (${from.description})`,
    )
  }
  const coerced = (definitions: readonly Definition[], at: At) =>
    definitions.map((definition) =>
      isDeferred(definition.value) || refusalBy(from, [definition], at) !== undefined
        ? definition
        : { ...definition, value: force(coerce(definition.value as O1)) },
    )
  return defineType({
    name: 'coercedTo',
    description: `${phraseOf(final, 'noun')} or ${phraseOf(from, 'noun')} convertible to it`,
    special: 'delegated',
    typeError: true,
    check: (value, env) =>
      (!isDeferred(value) && from.check(value, env) && final.check(force(coerce(value as O1)), env)) ||
      final.check(value, env),
    refuse: (definitions, at) => {
      const refusal = refusalBy(final, coerced(definitions, at), at)
      if (refusal === undefined || final.typeError) return refusal
      const bad = definitions.filter(
        (definition) => refusalBy(final, coerced([definition], at), at) !== undefined,
      )
      return {
        get message() {
          return `Definition values: ${showDefinitions(bad)}`
        },
        definitions: bad,
      }
    },
    merge: (definitions, at) => final.merge(coerced(definitions, at), at),
    empty: final.empty,
    structure: { kind: 'alternatives', alternatives: [final, from] },
    modules: final.modules,
    withModules: final.withModules && ((modules) => coercedTo(from, coerce, final.withModules!(modules))),
    mergeType: 'never',
  })
}
