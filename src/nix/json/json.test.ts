import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBytes } from '../bytes.ts'
import type { DataMaker } from '../data-maker.ts'
import { Refusal } from '../refusal.ts'
import { jsonString, parseJson } from './index.ts'

const plain: DataMaker<unknown> = {
  null: () => null,
  boolean: (value) => value,
  integer: (value) => value,
  float: (value) => ({ float: value }),
  string: (value) => value,
  list: (items) => items,
  object: (members) => Object.fromEntries(members),
}

describe('reading', () => {
  test.each([
    ['null', null],
    [' [true, false] ', [true, false]],
    ['{"b": 1, "a": {"c": []}, "b": 2}', { b: 2, a: { c: [] } }],
    ['1', 1],
    ['-0', 0],
    ['1.0', { float: 1 }],
    ['1e3', { float: 1000 }],
    ['9007199254740993', 9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['18446744073709551616', { float: 2 ** 64 }],
    ['-9223372036854775809', { float: -(2 ** 63) }],
    ['"\\u00e9 \\ud83d\\ude00 é"', toBytes('é 😀 é')],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    ['\ufeff1', 1],
  ])('%s', (text, value) => {
    expect(parseJson(toBytes(text), plain)).toEqual(value)
  })

  test('deep nesting needs no deep stack', () => {
    const depth = 200_000
    let found = 0
    const count: DataMaker<unknown> = {
      ...plain,
      list: (items) => {
        found++
        return items.length
      },
    }
    parseJson('['.repeat(depth) + ']'.repeat(depth), count)
    expect(found).toBe(depth)
  })

  test.each([
    ['9223372036854775808', 'unsigned json number 9223372036854775808 outside of Nix integer range'],
    ['"a\\u0000b"', "input string 'a␀b' cannot be represented as Nix string because it contains null bytes"],
    [
      '{"a\\u0000b": 1}',
      "input string 'a␀b' cannot be represented as Nix string because it contains null bytes",
    ],
  ])('%s is JSON, but no value', (text, message) => {
    expect(() => parseJson(text, plain)).toThrow(new Refusal('JSON', toBytes(message)))
  })

  // What the library says that reads JSON for Nix (nlohmann-json 3.11.2).
  const errors: readonly (readonly [string, string])[] = JSON.parse(
    readFileSync(new URL('fixtures/errors.json', import.meta.url), 'utf8'),
  )
  test.each(errors)('%j', (text, message) => {
    expect(() => parseJson(text, plain)).toThrow(new Refusal('JSON', message))
  })
})

describe('writing', () => {
  test.each([
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\b\f\n\r\t\x1f\x7f', '"\\b\\f\\n\\r\\t\\u001f\x7f"'],
    ['é😀', '"é😀"'],
  ])('%j', (text, json) => {
    expect(jsonString(toBytes(text))).toBe(toBytes(json))
  })

  test.each([
    ['_invalid UTF-8: \xff_', 'invalid UTF-8 byte at index 16: 0xFF'],
    ['a\xe2\x82', 'incomplete UTF-8 string; last byte: 0x82'],
  ])('%j is no text', (text, message) => {
    expect(() => jsonString(text)).toThrow(
      new Refusal('JSON', `JSON serialization error: [json.exception.type_error.316] ${message}`),
    )
  })

  test('what was written is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = toBytes(text.replaceAll('\0', ''))
        expect(parseJson(jsonString(bytes), plain)).toBe(bytes)
      }),
    )
  })
})
