import { expect, it } from 'vitest'
import { sameValue } from '../same-value.ts'
import { impureUnits } from './impure-units.ts'
import { resolve } from './resolve.ts'
import { define, last, list, place, unit } from './testing.ts'
import type { Item } from './types.ts'

const same = (a: Item, b: Item) =>
  a.kind === 'define' &&
  b.kind === 'define' &&
  a.cell.id === b.cell.id &&
  sameValue(a.definition, b.definition)

it('finds the units that say something else every time', () => {
  let clock = 0
  const steady = unit('steady', (reader) => [define(list('made'), reader.read(last('a', 1)))])
  const counting = unit('counting', () => [define(list('made'), clock++)])
  const placing = unit('placing', () => [place(unit(`u${clock++}`, () => []))])
  const growing = unit('growing', () => Array.from({ length: clock++ }, () => define(list('made'), 0)))
  const all = [steady, counting, placing, growing]
  const impure = impureUnits(resolve(all), same)
  expect(new Set(impure)).toEqual(new Set([counting, placing, growing]))
})

it('finds a unit that fails from time to time', () => {
  let clock = 0
  const failing = unit('failing', () => {
    if (clock++ > 0) throw new Error('not again')
    return [define(list('made'), 1)]
  })
  expect(impureUnits(resolve([failing]), same)).toEqual([failing])
})

it('does not ask what is no function', () => {
  let runs = 0
  const data = { ...unit('data', () => [define(list('made'), runs++)]), isData: true }
  expect(impureUnits(resolve([data]), same)).toEqual([])
  expect(runs).toBe(1)
})
