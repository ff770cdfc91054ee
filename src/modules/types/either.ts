import { accepts, mergesWell } from '../certain.ts'
import { refusalBy } from '../merge-definitions.ts'
import type { At, Definition, OptionType } from '../option-type.ts'
import { showPath } from '../show-path.ts'
import { showDefinitions } from '../show-value.ts'
import { defineType, phraseOf } from './define.ts'
import { mergeOne } from './merge-rules.ts'

/** One type or the other: all definitions fit the first, or all fit the second. */
export function either<I1, O1, I2, O2>(
  left: OptionType<I1, O1>,
  right: OptionType<I2, O2>,
): OptionType<I1 | I2, O1 | O2> {
  const choose = (definitions: readonly Definition[], at: At) =>
    refusalBy(left, definitions, at) === undefined
      ? left
      : refusalBy(right, definitions, at) === undefined
        ? right
        : undefined
  return defineType({
    name: 'either',
    description: describeEither(left, right),
    phrase: 'conjunction',
    special: 'delegated',
    typeError: true,
    check: (value, env) => left.check(value, env) || right.check(value, env),
    refuse(definitions, at) {
      if (choose(definitions, at) !== undefined) return undefined
      return {
        get message() {
          return `The option \`${showPath(at.path)}\` is neither a value of type \`${left.description}\` nor \`${right.description}\`, Definition values: ${showDefinitions(definitions)}`
        },
        definitions,
      }
    },
    // Reached without a fitting type where another type checked each definition alone: nixpkgs then
    // wants one definition.
    merge(definitions, at) {
      const chosen = choose(definitions, at)
      if (chosen !== undefined) return chosen.merge(definitions, at)
      at.env.warn?.('One or more definitions did not pass the type-check of the `either` type.', at.path)
      return mergeOne(definitions, at)
    },
    mergesWell: (live) =>
      accepts(left, live.values)
        ? mergesWell(left, live)
        : accepts(right, live.values) && mergesWell(right, live),
    structure: { kind: 'alternatives', alternatives: [left, right] },
    functor: { name: 'either', payload: [left, right] },
    mergeType(other) {
      if (other.functor.name !== 'either') return undefined
      const [otherLeft, otherRight] = other.functor.payload as [OptionType, OptionType]
      const mergedLeft = left.mergeType(otherLeft)
      const mergedRight = right.mergeType(otherRight)
      return mergedLeft && mergedRight && either(mergedLeft, mergedRight)
    },
  })
}

function describeEither(left: OptionType, right: OptionType): string {
  if (left.phrase === 'nonRestrictiveClause') {
    return `${left.description}, or ${phraseOf(right, 'noun', 'conjunction')}`
  }
  return `${phraseOf(left, 'noun', 'conjunction')} or ${phraseOf(right, 'noun', 'conjunction', 'composite')}`
}

type InOf<T> = T extends OptionType<infer In, unknown> ? In : never
type OutOf<T> = T extends OptionType<unknown, infer Out> ? Out : never

/** The first of several types that all definitions fit. Throws `RangeError` without any. */
export function oneOf<const T extends readonly OptionType[]>(
  ...types: T
): OptionType<InOf<T[number]>, OutOf<T[number]>> {
  const [first, ...others] = types
  if (first === undefined) throw new RangeError('types.oneOf needs to get at least one type in its argument')
  return others.reduce((all, type) => either(all, type), first as OptionType) as never
}
