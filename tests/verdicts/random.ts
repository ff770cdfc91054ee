/** A source of choices that is the same for the same seed. */
export interface Random {
  /** A whole number below `limit`. */
  below(limit: number): number
  pick<T>(values: readonly T[]): T
  /** True once in so many times. */
  oneIn(times: number): boolean
  shuffled<T>(values: readonly T[]): T[]
}

/** Mulberry32: 32 bits of state are enough for tests. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (values) => values[below(values.length)]!,
    oneIn: (times) => below(times) === 0,
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ value }) => value),
  }
}
