import { expect, it } from 'vitest'
import { configOf } from '../fleet/host.ts'
import type { Statement } from '../fleet/resolved.ts'
import { contentKey } from './content-key.ts'
import type { Part } from './parts.ts'

type Loose = any

function keyOf(value: object, host: string, user?: string): string {
  const statement: Statement = { kind: 'options', user, value, place: () => undefined }
  const target: Part['target'] = user === undefined ? { kind: 'nixos', host } : { kind: 'home', host, user }
  return contentKey({ key: '', what: '', names: [], about: undefined, statements: [statement], target })
}
const named = (host: string, user?: string) => ({ a: configOf<Loose>(host, user).x })

it('is the same for hosts and users that name themselves', () => {
  expect(keyOf(named('one'), 'one')).toBe(keyOf(named('two'), 'two'))
  expect(keyOf(named('one', 'bob'), 'one', 'bob')).toBe(keyOf(named('two', 'eve'), 'two', 'eve'))
})

it('differs where one names another', () => {
  expect(keyOf(named('two'), 'one')).not.toBe(keyOf(named('one'), 'two'))
  expect(keyOf(named('two'), 'one')).not.toBe(keyOf(named('one'), 'one'))
  expect(keyOf(named('one', 'eve'), 'one', 'bob')).not.toBe(keyOf(named('one', 'bob'), 'one', 'eve'))
  expect(keyOf(named('one', 'bob'), 'one')).not.toBe(keyOf(named('one', 'eve'), 'one'))
})

it('tells values apart that are written alike', () => {
  expect(keyOf({ a: 1 }, 'one')).not.toBe(keyOf({ a: 1n }, 'one'))
  expect(keyOf({ a: ['b', 'c'] }, 'one')).not.toBe(keyOf({ a: ['b c'] }, 'one'))
  expect(keyOf({ a: { b: 1 } }, 'one')).not.toBe(keyOf({ a: {}, b: 1 }, 'one'))
})
