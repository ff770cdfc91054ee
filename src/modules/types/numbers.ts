import type { OptionType, Phrase } from '../option-type.ts'
import { addCheck } from './add-check.ts'
import { defineType } from './define.ts'
import { either } from './either.ts'
import { mergeEqual } from './merge-rules.ts'

export const int: OptionType<number | bigint, number> = defineType({
  name: 'int',
  description: 'signed integer',
  phrase: 'noun',
  check: (value) => typeof value === 'bigint' || Number.isInteger(value),
  merge: mergeEqual,
})

/** A number with a decimal point: JavaScript writes `1.0` as `1`, so whole numbers count too. */
export const float: OptionType<number, number> = defineType({
  name: 'float',
  description: 'floating point number',
  phrase: 'noun',
  check: (value) => typeof value === 'number' && !Number.isNaN(value),
  merge: mergeEqual,
})

export const number: OptionType<number | bigint, number> = either(int, float)

/** An integer under a condition. Types made of `int` lose it when two declarations merge, as in nixpkgs. */
function limited(
  name: string,
  description: string,
  accept: (value: number | bigint) => boolean,
  phrase: Phrase = 'noun',
): OptionType<number | bigint, number> {
  return { ...addCheck(int, (value) => accept(value as number)), name, description, phrase }
}

function range(low: number, high: number): string {
  return `${low} and ${high} (both inclusive)`
}

/** Throws `RangeError` where `low` is above `high`. */
function between(low: number, high: number): OptionType<number | bigint, number> {
  if (low > high) throw new RangeError('ints.between: lowest must be smaller than highest')
  return limited(
    'intBetween',
    `integer between ${range(low, high)}`,
    (value) => value >= low && value <= high,
  )
}

function sized(name: string, words: string, low: number, high: number): OptionType<number | bigint, number> {
  return { ...between(low, high), name, description: `${words}; between ${range(low, high)}` }
}

function unsignedOf(bits: number): OptionType<number | bigint, number> {
  return sized(`unsignedInt${bits}`, `${bits} bit unsigned integer`, 0, 2 ** bits - 1)
}

function signedOf(bits: number): OptionType<number | bigint, number> {
  return sized(`signedInt${bits}`, `${bits} bit signed integer`, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
}

type IntegerType = OptionType<number | bigint, number>

/** Integers of a range: `lib.types.ints`. */
export const ints: Readonly<
  Record<'unsigned' | 'positive' | 'u8' | 'u16' | 'u32' | 's8' | 's16' | 's32', IntegerType>
> & { readonly between: typeof between } = {
  between,
  unsigned: limited(
    'unsignedInt',
    'unsigned integer, meaning >=0',
    (value) => value >= 0,
    'nonRestrictiveClause',
  ),
  positive: limited(
    'positiveInt',
    'positive integer, meaning >0',
    (value) => value > 0,
    'nonRestrictiveClause',
  ),
  u8: unsignedOf(8),
  u16: unsignedOf(16),
  u32: unsignedOf(32),
  s8: signedOf(8),
  s16: signedOf(16),
  s32: signedOf(32),
}

/** A number of a port. */
export const port: OptionType<number | bigint, number> = ints.u16

function limitedNumber(
  name: string,
  description: string,
  accept: (value: number | bigint) => boolean,
  phrase: Phrase = 'conjunction',
): OptionType<number | bigint, number> {
  return { ...addCheck(number, (value) => accept(value as number)), name, description, phrase }
}

/** Numbers of a range: `lib.types.numbers`. */
export const numbers: Readonly<Record<'nonnegative' | 'positive', OptionType<number | bigint, number>>> & {
  readonly between: (low: number, high: number) => OptionType<number | bigint, number>
} = {
  /** Throws `RangeError` where `low` is above `high`. */
  between(low: number, high: number): OptionType<number | bigint, number> {
    if (low > high) throw new RangeError('numbers.between: lowest must be smaller than highest')
    const description = `integer or floating point number between ${range(low, high)}`
    return limitedNumber('numberBetween', description, (value) => value >= low && value <= high)
  },
  nonnegative: limitedNumber(
    'numberNonnegative',
    'nonnegative integer or floating point number, meaning >=0',
    (value) => value >= 0,
    'nonRestrictiveClause',
  ),
  positive: limitedNumber(
    'numberPositive',
    'positive integer or floating point number, meaning >0',
    (value) => value > 0,
    'nonRestrictiveClause',
  ),
}
