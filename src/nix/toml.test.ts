import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import type { DataMaker } from './data-maker.ts'
import { parseToml, TomlError } from './toml.ts'

const plain: DataMaker<unknown> = {
  null: () => null,
  boolean: (value) => value,
  integer: (value) => value,
  float: (value) => ({ float: value }),
  string: (value) => value,
  list: (items) => items,
  object: (members) => Object.fromEntries(members),
}

test.each([
  ['x = 1\ns = "é"\n[table]\ny = 2', { x: 1, s: toBytes('é'), table: { y: 2 } }],
  ['"ʎ".b = true\n"ʎ".c = [1, 2.0]', { [toBytes('ʎ')]: { b: true, c: [1, { float: 2 }] } }],
  ['a = 9223372036854775807\nb = -9223372036854775808', { a: 2n ** 63n - 1n, b: -(2n ** 63n) }],
  ['a = 0xdead_beef\nb = 0o755\nc = 0b11\nd = +1_000', { a: 0xdeadbeef, b: 0o755, c: 3, d: 1000 }],
  ['a = inf\nb = 5e+22', { a: { float: Number.POSITIVE_INFINITY }, b: { float: 5e22 } }],
  ['[[p]]\nn = 1\n[[p]]\n[[p.q]]\nn = {m = 2}', { p: [{ n: 1 }, { q: [{ n: { m: 2 } }] }] }],
])('%j', (text, value) => {
  expect(parseToml(toBytes(text), plain)).toEqual(value)
})

test.each([
  ['a = 9223372036854775808', 'too large integer'],
  ['a = 0xffffffffffffffff', 'too large integer'],
  ['a = 1979-05-27', 'while parsing TOML: Dates and times are not supported'],
  ['a = 07:32:00', 'while parsing TOML: Dates and times are not supported'],
  ['a = 1\na = 2', 'while parsing TOML: Invalid TOML document: trying to redefine'],
  [
    '"a\\u0000b" = 1',
    "while parsing TOML: error: input string 'a\xe2\x90\x80b' cannot be represented as Nix string",
  ],
  [
    'k = "a\\u0000b"',
    "while parsing TOML: error: input string 'a\xe2\x90\x80b' cannot be represented as Nix string",
  ],
])('%j is refused', (text, message) => {
  const run = () => parseToml(text, plain)
  expect(run).toThrow(TomlError)
  expect(run).toThrow(message)
})
