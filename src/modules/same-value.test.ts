import { expect, test } from 'vitest'
import { type Deferred, deferred, deferredKey } from './deferred.ts'
import { lazy } from './lazy.ts'
import { mkDefault, mkForce } from './properties.ts'
import { sameValue } from './same-value.ts'

const later = (key: string): Deferred<string> => ({ [deferred]: true, [deferredKey]: key })

test.each([
  ['content of sets and lists', { a: [1, { b: null }] }, { a: [1, { b: null }] }],
  ['an integer in either form', 1, 1n],
  ['no number', Number.NaN, Number.NaN],
  ['lazy values', { a: lazy(() => 1) }, { a: 1 }],
  ['deferred values of one key', [later('x')], [later('x')]],
  ['properties that say the same', mkForce([1]), mkForce([1])],
  ['maps', new Map([['a', [1]]]), new Map([['a', [1]]])],
  ['sets', new Set([1, 2]), new Set([2, 1])],
  ['dates', new Date(5), new Date(5)],
])('the same: %s', (_, a, b) => {
  expect(sameValue(a, b)).toBe(true)
})

test.each([
  ['more names', { a: 1 }, { a: 1, b: undefined }],
  ['a list and a set', [], {}],
  ['deferred values of two keys', later('x'), later('y')],
  ['a deferred value and a plain one', later('x'), 'x'],
  ['two properties', mkForce([1]), mkDefault([1])],
  ['two functions', () => 1, () => 1],
  ['maps of other values', new Map([['a', [1]]]), new Map([['a', [2]]])],
  ['instances that hide what they hold', new URL('file:///a'), new URL('file:///b')],
])('not the same: %s', (_, a, b) => {
  expect(sameValue(a, b)).toBe(false)
})

test('cycles and deep values end', () => {
  const ring = (): object => {
    const first: { next?: object } = {}
    first.next = { next: first }
    return first
  }
  expect(sameValue(ring(), ring())).toBe(true)
  const deep = () => {
    let value: object = {}
    for (let i = 0; i < 100_000; i++) value = { value }
    return value
  }
  expect(sameValue(deep(), deep())).toBe(true)
})
