import { expect, test } from 'vitest'
import { mergeOption, option, t } from '../index.ts'
import type { OptionType } from '../option-type.ts'
import { posixRegExp } from './posix-regexp.ts'

const accepts = (type: OptionType, value: unknown) =>
  mergeOption(option(type, {}), ['x'], [{ file: 'a.ts', value }]).errors === undefined

test.each([
  [t.cidr, ['10.88.0.0/16', '2001:db8::/32', '::/0'], ['10.88.0.0', '10.88.0.0/33', '10.88.0/16', 'x/8']],
  [
    t.ipAddress,
    ['192.0.2.1', '::1', '2001:db8::1', '::ffff:192.0.2.1'],
    ['192.0.2.256', '1.2.3', ':::', '1::2::3'],
  ],
  [t.ipv4Address, ['0.0.0.0'], ['::1', '01.2.3.4.5']],
  [t.ipv6Address, ['fe80::1', '1:2:3:4:5:6:7:8'], ['1:2:3', '1.2.3.4', 'g::1', '1:2:3:4:5:6:7:8:9']],
  [t.macAddress, ['02:00:5e:10:00:01'], ['02:00:5e:10:00', '02-00-5e-10-00-01']],
  [t.hostName, ['cortex-alpha', 'a1'], ['-a', 'a.b', '', 'a_b', 'a'.repeat(64)]],
  [t.domainName, ['example.org', 'a'], ['.org', 'a..b', '']],
  [t.url, ['https://example.org/'], ['example.org']],
  [t.email, ['ops@example.org'], ['ops']],
  [t.duration, ['5min', '1h 30min', '90', '1.5s'], ['soon', '', 'min 5']],
  [t.package, ['/nix/store/00000000000000000000000000000000-x'], ['/usr/bin', {}, '/nix/store/short-x']],
  [t.int, [1, -1, 2n ** 60n], [1.5, Number.NaN, '1']],
] as const)('$0.name', (type, good, bad) => {
  for (const value of good) expect([value, accepts(type, value)]).toEqual([value, true])
  for (const value of bad) expect([value, accepts(type, value)]).toEqual([value, false])
})

test.each([
  [t.listOf(t.str), 'list of string'],
  [t.nullOr(t.int), 'null or signed integer'],
  [t.port, '16 bit unsigned integer; between 0 and 65535 (both inclusive)'],
  [t.attrsOf(t.listOf(t.str)), 'attribute set of list of string'],
  [t.listOf(t.nullOr(t.str)), 'list of (null or string)'],
  [t.attrsOf(t.submodule({})), 'attribute set of (submodule)'],
  [t.submodule({}, {}, { freeform: t.attrsOf(t.str) }), 'open submodule of attribute set of string'],
  [t.enum('a', 1, true), 'one of "a", 1, true'],
  [t.nix(t.path), 'absolute path'],
  [t.oneOf(t.int, t.str, t.listOf(t.str)), 'signed integer or string or list of string'],
  [t.json, 'JSON value'],
])('describes %#: $1', (type, words) => {
  expect(type.description).toBe(words)
})

test('shows its structure to tools', () => {
  const type = t.attrsOf(t.submodule({ a: option(t.int, {}), g: { b: option(t.str, {}) } }))
  expect(type.structure.kind).toBe('attrs')
  const inner = (type.structure as { element: OptionType }).element.structure
  if (inner.kind !== 'options') throw new Error(inner.kind)
  expect([...inner.options().names()]).toEqual(['a', 'g'])
})

test('types of panther merge with themselves', () => {
  expect(t.listOf(t.cidr).mergeType(t.listOf(t.cidr))?.description).toContain('CIDR')
  expect(t.cidr.mergeType(t.str)).toBeUndefined()
})

test.each([
  ['[a-z]+', 'abc', true],
  ['[^/]*', 'a/b', false],
  ['a{2}', 'aa', true],
  ['[]a]+', ']a', true],
  ['[[:alnum:]_-]+', 'a_1-', true],
  ['.*', 'a\nb', true],
  ['a|b', 'ab', false],
  ['\\$[0-9]', '$1', true],
  ['()', '', true],
  ['[a\\]', '\\', true],
] as const)('the pattern %s and the text %j', (pattern, text, matches) => {
  expect(posixRegExp(pattern).test(text)).toBe(matches)
})
