import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import type { DataMaker } from './data-maker.ts'
import { Refusal } from './refusal.ts'
import { parseToml } from './toml.ts'

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
  [
    'x.99999999999999999999 = 2\n[99999999999999999998]\na={b=[1,\n2,],c="""\n"""}',
    {
      x: { '99999999999999999999': 2 },
      '99999999999999999998': { a: { b: [1, 2], c: '' } },
    },
  ],
  ['[[p]]\nn = 1\n[[p]]\n[[p.q]]\nn = {m = 2}', { p: [{ n: 1 }, { q: [{ n: { m: 2 } }] }] }],
])('%j', (text, value) => {
  expect(parseToml(toBytes(text), plain)).toEqual(value)
})

test.each([
  [
    'b = [1,\n -9223372036854775809]',
    'while parsing TOML: [error] toml::parse_dec_integer: too large integer: current max digits = 2^63\n --> fromTOML\n   |\n 2 |  -9223372036854775809]\n   |                      ^-- must be < 2^63',
  ],
  ['a=9223372036854775808', 'too large integer'],
  ['a = 0xffffffffffffffff', 'the integer 18446744073709551615 is too large'],
  ['a = {\n b = 1 }', 'TOML 1.0 does not allow that an inline table goes over several lines'],
  ['a = { b = [ { c = 1 # c\n } ] }', 'an inline table goes over several lines'],
  ['a = { b = 1, }', 'an inline table ends in a comma'],
  ['a = "\\\\\\e"', "a string has the escape '\\e'"],
  ['a = """\n\\x41"""', "a string has the escape '\\x'"],
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
  expect(run).toThrow(Refusal)
  expect(run).toThrow(message)
})
