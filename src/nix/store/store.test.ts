import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase32, encodeBase32 } from './base32.ts'
import { hashFormat, parseHash } from './parse-hash.ts'
import {
  checkStoreName,
  makeTextPath,
  outputPlaceholder,
  parseStoreBaseName,
  storePathOf,
} from './store-path.ts'

test('base 32 is read back as it was written', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...decodeBase32(encodeBase32(bytes))]).toEqual([...bytes])
    }),
  )
})

test.each([
  ['', 'name must not be empty'],
  ['a'.repeat(212), `name '${'a'.repeat(212)}' must be no longer than 211 characters`],
  ['.', "name '.' is not valid"],
  ['..', "name '..' is not valid"],
  ['.-a', "name '.-a' is not valid: first dash-separated component must not be '.'"],
  ['..-a', "name '..-a' is not valid: first dash-separated component must not be '..'"],
  ['a b', "name 'a b' contains illegal character ' '"],
])('no name of a store path: %s', (name, message) => {
  expect(() => checkStoreName(name)).toThrow(message)
})

test.each(['a', '.a', '...', 'a'.repeat(211), 'A+-._?=9'])('a name of a store path: %s', (name) => {
  expect(() => checkStoreName(name)).not.toThrow()
})

const digest = '0123456789abcdfghijklmnpqrsvwxyz'

test.each([
  ['short', "'short' is too short to be a valid store path"],
  [`${digest}a-b`, `'${digest}a-b' can't name a store path because the hash part is not followed by a '-'`],
  [`e${digest.slice(1)}-b`, `store path 'e${digest.slice(1)}-b' contains illegal base-32 character 'e'`],
  [`${digest}-`, `path '${digest}-' is not a valid store path: name must not be empty`],
])('no store path: %s', (base, message) => {
  expect(() => parseStoreBaseName(base)).toThrow(message)
})

test('which store path a path lies in', () => {
  const path = `/nix/store/${digest}-name`
  expect(storePathOf(path, '/nix/store')).toBe(path)
  expect(storePathOf(`${path}/share/doc`, '/nix/store')).toBe(path)
  expect(storePathOf('/nix/store/name', '/nix/store')).toBeUndefined()
  expect(storePathOf('/home/store', '/nix/store')).toBeUndefined()
})

test.each([
  ['sha3-x', undefined, "unknown hash algorithm 'sha3'"],
  ['abc', undefined, "hash 'abc' does not include a type, nor is the type otherwise known from context"],
  ['md5:abc', 'sha1', "hash 'md5:abc' should have type 'sha1'"],
  ['abc', 'sha1', "hash 'abc' has wrong length for hash algorithm 'sha1'"],
  ['sha1-YWJj', undefined, "invalid SRI hash 'YWJj', length 3 != expected length 20"],
  ['sha1-Y*Jj', undefined, "invalid character in Base64 string: '*'"],
  [
    `md5:${'z'.repeat(26)}`,
    undefined,
    `invalid nix32 hash '${'z'.repeat(26)}', length 17 != expected length 16`,
  ],
  [`md5:${'e'.repeat(26)}`, undefined, "invalid character in Nix32 (Nix's Base32 variation) string: 'e'"],
  [`md5:${'x'.repeat(32)}`, undefined, "invalid character in Base16 string: 'x'"],
] as const)('no hash: %s', (text, algorithm, message) => {
  expect(() => parseHash(text, algorithm)).toThrow(message)
})

test('no format of hashes', () => {
  expect(() => hashFormat('base58')).toThrow(
    "unknown hash format 'base58', expect 'base16', 'base32', 'base64', or 'sri'",
  )
})

test('the order of references does not matter', () => {
  const references = [`/nix/store/${digest}-b`, `/nix/store/${digest}-a`]
  expect(makeTextPath('x', 'text', references, '/nix/store')).toBe(
    makeTextPath('x', 'text', references.toReversed(), '/nix/store'),
  )
})

test('placeholders', () => {
  expect(outputPlaceholder('out')).toBe('/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9')
})
