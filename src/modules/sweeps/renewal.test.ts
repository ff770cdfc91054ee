import { expect, it } from 'vitest'
import { resolve } from './resolve.ts'
import type { Cell, Item, Unit } from './types.ts'

const last = (id: string, fallback: number): Cell<number, number> => ({
  id,
  merge: (definitions) => ({ value: definitions.at(-1) ?? fallback }),
})

const x = last('x', 1)
const seen = last('seen', 0)
const define = (cell: Cell<number, number>, definition: number): Item<number> => ({
  kind: 'define',
  cell: cell as Cell<number>,
  definition,
})

/** Reads a value, and holds a function that says what was read. */
function holder(read: Cell<number, number>, say: Cell<number, number>): Unit<number> {
  return {
    id: 'holder',
    run(reader) {
      const value = reader.read(read)
      return [{ kind: 'inline', unit: { id: 'holder#1', run: () => [define(say, value)] } }]
    },
  }
}

it('lets a function in a list see what its holder saw last', () => {
  const late: Unit<number> = { id: 'late', run: () => [define(x, 5)] }
  const middle: Unit<number> = { id: 'middle', run: () => [{ kind: 'place', unit: late }] }
  for (const roots of [
    [holder(x, seen), middle],
    [middle, holder(x, seen)],
  ]) {
    const resolution = resolve(roots)
    expect(resolution.problems).toEqual([])
    expect(resolution.value(seen)).toEqual({ value: 5 })
  }
})

it('does so inside a cycle, and settles', () => {
  // x follows what the function says, up to 3; the function says what the holder read.
  const follower: Unit<number> = {
    id: 'follower',
    run: (reader) => [define(x, Math.min(3, reader.read(seen) + 1))],
  }
  for (const roots of [
    [holder(x, seen), follower],
    [follower, holder(x, seen)],
  ]) {
    const resolution = resolve(roots)
    expect(resolution.problems).toEqual([])
    expect(resolution.value(x)).toEqual({ value: 3 })
    expect(resolution.value(seen)).toEqual({ value: 3 })
  }
})

it('is unsettled where that never ends', () => {
  const turner: Unit<number> = { id: 'turner', run: (reader) => [define(x, 1 - reader.read(seen))] }
  expect(resolve([holder(x, seen), turner]).problems.map(({ kind }) => kind)).toEqual(['unsettled'])
})

it('passes what was seen through functions in functions, even where a cycle takes long', () => {
  const inner = (id: string, unit: Unit<number>): Unit<number> => ({
    id,
    run: () => [{ kind: 'inline', unit }],
  })
  const nested: Unit<number> = {
    id: 'nested',
    run(reader) {
      const value = reader.read(x)
      const says: Unit<number> = { id: 'nested#1#1#1', run: () => [define(seen, value)] }
      return [{ kind: 'inline', unit: inner('nested#1', inner('nested#1#1', says)) }]
    },
  }
  const follower: Unit<number> = {
    id: 'follower',
    run: (reader) => [define(x, Math.min(9, reader.read(seen) + 1))],
  }
  for (const roots of [
    [nested, follower],
    [follower, nested],
  ]) {
    const resolution = resolve(roots)
    expect(resolution.problems).toEqual([])
    expect(resolution.value(seen)).toEqual({ value: 9 })
  }
})
