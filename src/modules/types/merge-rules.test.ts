import { expect, it } from 'vitest'
import { ModuleError } from '../errors.ts'
import { mergeByKind } from './merge-rules.ts'

const at = { path: ['a'], env: { deferred: 'refused' } } as const
const merged = (...values: readonly unknown[]) =>
  mergeByKind(
    values.map((value) => ({ file: 'x.ts', value })),
    at,
  ).value

it('joins what has no type by the kind of the values', () => {
  expect(merged(false, false)).toBe(false)
  expect(merged(false, true)).toBe(true)
  expect(merged('a', 'b')).toBe('ab')
  expect(merged([1], [2, 3])).toEqual([1, 2, 3])
  expect(merged({ a: 1 }, { b: 2 })).toEqual({ a: 1, b: 2 })
  expect(merged(5, 5)).toBe(5)
})

it('refuses to join what does not join', () => {
  expect(() => merged('a', [1])).toThrow(ModuleError)
  expect(() => merged(5, 6)).toThrow(ModuleError)
})

it('joins functions by what they give', () => {
  const joined = merged(
    (name: string) => [name],
    (name: string) => [`${name}!`],
  ) as (name: string) => unknown
  expect(joined('a')).toEqual(['a', 'a!'])
})
