import type { OptionType } from '../option-type.ts'
import { isAttrs } from '../plain.ts'
import { sameValue } from '../same-value.ts'
import { defineType } from './define.ts'
import { mergeByKind, mergeEqual, mergeOne, updateAll } from './merge-rules.ts'
import { withoutDeferred } from './without-deferred.ts'

/** Anything, said once. */
export const raw: OptionType<unknown, unknown> = defineType<unknown, unknown>({
  name: 'raw',
  description: 'raw value',
  phrase: 'noun',
  opaque: true,
  check: () => true,
  merge: (definitions, at) => withoutDeferred(mergeOne(definitions, at), definitions, at),
})

/** What an option without a type has: merged by the kind of the values. */
export const unspecified: OptionType<unknown, unknown> = defineType<unknown, unknown>({
  name: 'unspecified',
  description: 'unspecified value',
  phrase: 'noun',
  check: () => true,
  merge: (definitions, at) => withoutDeferred(mergeByKind(definitions, at), definitions, at),
})

export const bool: OptionType<boolean, boolean> = defineType({
  name: 'bool',
  description: 'boolean',
  phrase: 'noun',
  check: (value) => typeof value === 'boolean',
  merge: mergeEqual,
})

/** True if any definition is true. */
export const boolByOr: OptionType<boolean, boolean> = defineType({
  name: 'boolByOr',
  description: 'boolean (merged using or)',
  phrase: 'noun',
  check: (value) => typeof value === 'boolean',
  merge: (definitions) => ({ value: definitions.some((definition) => definition.value === true) }),
})

/** A set as it is: later definitions replace whole names of earlier ones. Prefer `anything` or `json`. */
export const attrs: OptionType<{ readonly [name: string]: unknown }, { readonly [name: string]: unknown }> =
  defineType({
    name: 'attrs',
    description: 'attribute set',
    check: isAttrs,
    merge: (definitions, at) =>
      withoutDeferred({ value: updateAll(definitions.map((d) => d.value)) }, definitions, at),
    empty: () => ({}),
  })

/** One of the given values. `t.enum('workstation', 'server')`. */
export function enumOf<const V extends readonly (string | number | boolean | null)[]>(
  ...values: V
): OptionType<V[number], V[number]> {
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    throw new TypeError("t.enum takes its values one by one: t.enum('slow', 'fast').")
  }
  return defineType({
    name: 'enum',
    description: describeEnum(values),
    phrase: values.length < 2 ? 'noun' : 'conjunction',
    check: (value) => values.some((allowed) => sameValue(allowed, value)),
    merge: mergeEqual,
    structure: { kind: 'values', values },
    functor: {
      name: 'enum',
      payload: values,
      type: (joined: V) => enumOf(...joined),
      join: (a: V, b: V) => [...new Set([...a, ...b])],
    },
  })
}

function describeEnum(values: readonly unknown[]): string {
  const show = (value: unknown) =>
    typeof value === 'string' ? `"${value}"` : value === null ? '<null>' : String(value)
  if (values.length === 0) return 'impossible (empty enum)'
  if (values.length === 1) return `value ${show(values[0])} (singular enum)`
  return `one of ${values.map(show).join(', ')}`
}
