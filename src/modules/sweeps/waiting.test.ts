import { expect, it } from 'vitest'
import { hollow } from './hollow.ts'
import { resolve } from './resolve.ts'
import { define, last, place, unit } from './testing.ts'

it('stands in for anything, and ends a loop that would not', () => {
  const value = hollow() as { a: { b: () => { c: string[] } }; next: unknown }
  expect(`${value.a.b().c}`).toBe('')
  expect([...value.a.b().c.map((it) => it)]).toEqual([])
  expect(Object.keys(value)).toEqual([])
  expect(() => {
    for (let at: { next: unknown } = value; at.next; ) at = at.next as typeof value
  }).toThrow('nothing here')
})

it('names nobody where nobody would define what is missing', () => {
  const [problem] = resolve([unit('root', (reader) => [define(last('b'), reader.read(last('a')))])]).problems
  expect(problem).toMatchObject({ kind: 'missing', waiting: [] })
})

it('follows a chain to the unit that fails', () => {
  const failing = unit('failing', (reader) => {
    if (reader.read(last<number>('size', 1)) > 0) throw new Error('too large')
    return [define(last('a'), 1)]
  })
  const shrinking = unit('shrinking', (reader) => [define(last('size'), reader.read(last<number>('far', 0)))])
  const middle = unit('middle', (reader) => [define(last('b'), reader.read(last<number>('a')) + 1)])
  const end = unit('end', (reader) => [define(last('c'), reader.read(last<number>('b')) + 1)])
  const far = unit('far', () => [place(unit('farther', () => [define(last('far'), 2)]))])
  const { problems } = resolve([failing, shrinking, middle, end, far])
  expect(problems).toMatchObject([
    { kind: 'threw', unit: failing },
    { kind: 'missing', unit: middle },
    { kind: 'missing', unit: end, waiting: [end, middle, failing] },
  ])
})
