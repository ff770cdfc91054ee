import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { walk } from '../catalog.ts'
import { readCatalog } from '../file/read.ts'
import { writeCatalog } from '../file/write.ts'
import { factsFromJson } from '../json-facts.ts'
import { decodeJson } from './decode.ts'
import { literalOf } from './literal.ts'
import { factsFromOptionsJson } from './options-json.ts'
import { withUnlisted } from './unlisted.ts'
import { UnreadableFacts } from './unreadable.ts'

const published = {
  'services.a.enable': {
    declarations: ['nixos/modules/services/a.nix'],
    default: { _type: 'literalExpression', text: 'false' },
    description: 'Whether to enable a.',
    loc: ['services', 'a', 'enable'],
    readOnly: false,
    type: 'boolean',
  },
  'services.a.hosts.<name>."x.y"': {
    declarations: [{ name: '<ours/modules/a.nix>', url: 'https://example.org/a.nix' }],
    default: { _type: 'literalExpression', text: 'config.networking.hostName' },
    loc: ['services', 'a', 'hosts', '<name>', 'x.y'],
    readOnly: true,
    type: 'null or 16 bit unsigned integer; between 0 and 65535 (both inclusive)',
  },
}

test('the options of a published file', () => {
  const root = factsFromOptionsJson(published, 'options.json', 'ours')
  expect(walk(root, ['services', 'a', 'enable'])?.option).toEqual({
    struct: { t: 'bool' },
    type: 'boolean',
    hasDefault: true,
    default: false,
    declared: 'nixos/modules/services/a.nix',
    module: 'ours',
  })
  const inner = walk(root, ['services', 'a', 'hosts', 'any', 'x.y'])?.option
  expect(inner).toMatchObject({ readOnly: true, hasDefault: true, declared: 'modules/a.nix' })
  expect(inner?.default).toBeUndefined()
  expect(inner?.struct.elem?.t).toBe('unsignedInt16')
})

test('what documentation leaves out is kept from another catalog', () => {
  const option = { type: 'boolean', struct: { t: 'bool' }, hasDefault: false, declared: 'a.nix' }
  const other = factsFromJson({
    'services.a.old': { ...option, aliasOf: 'services.a.enable' },
    'services.a.enable': { ...option, internal: true },
    'services.gone': option,
  })
  const root = withUnlisted(factsFromOptionsJson(published, 'options.json'), other)
  expect(walk(root, ['services', 'a', 'old'])?.option?.aliasOf).toBe('services.a.enable')
  expect(walk(root, ['services', 'a', 'enable'])?.option?.internal).toBeUndefined()
  expect(walk(root, ['services', 'gone'])).toBeUndefined()
})

test.each([
  ['null', null],
  ['-3', -3],
  ['1.5', 1.5],
  ['"a\\n"', 'a\n'],
  ["''\n  a\n''", 'a\n'],
  ['[ 1 (-2) "b" ]', [1, -2, 'b']],
  ['{ a = true; "b c" = { }; }', { a: true, 'b c': {} }],
  ['pkgs.hello', undefined],
  ['"${a}"', undefined],
  ['[ 1', undefined],
  ['rec { a = 1; }', undefined],
  ['[', undefined],
  ['['.repeat(9_000), undefined],
])('a default of %s', (text, value) => expect(literalOf(text)).toEqual(value))

test('compressed or not', () => {
  const bytes = Buffer.from(JSON.stringify(published))
  expect(decodeJson(bytes, 'options.json')).toEqual(published)
  expect(decodeJson(gzipSync(bytes), 'options.json.gz')).toEqual(published)
  expect(decodeJson(brotliCompressSync(bytes), 'options.json.br')).toEqual(published)
  expect(decodeJson(bytes, 'options.json.br')).toEqual(published)
})

const option = { type: 'boolean' }
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test.each<readonly [string, string | Uint8Array, RegExp]>([
  ['nothing', '', /cannot be read/],
  ['no JSON', '{ "a": ', /cannot be read. It is no JSON/],
  ['a page', '<!DOCTYPE html><p>404', /a page of HTML/],
  ['a truncated archive', gzipSync('{"a":{}}').subarray(0, 14), /damaged or cut off/],
  ['a list', '[]', /no object of options/],
  ['text', '"a"', /no object of options/],
  ['no options', '{}', /no options/],
  ['options that are none', '{"a":3}', /"a" is no option/],
  ['options without a type', '{"a":{"loc":["a"]}}', /"a" is no option: type/],
  ['a type that is none', '{"a":{"type":{"_type":"x"}}}', /"a" is no option: type/],
  ['an open quotation mark', JSON.stringify({ 'a."b': option }), /open quotation mark/],
  ['a path without end', JSON.stringify({ [`a${'.a'.repeat(100_000)}`]: option }), /100001 parts/],
  ['no path', '{"a":{"type":"boolean","loc":[]}}', /0 parts/],
  ['nesting without end', `{"a":${deep(1_000_000)}}`, /"a" is no option/],
])('%s ends in one clear error', (_, text, message) => {
  const read = () => factsFromOptionsJson(decodeJson(Buffer.from(text), 'file.json'), 'file.json')
  expect(read).toThrow(UnreadableFacts)
  expect(read).toThrow(message)
})

test('names and texts that are odd come through the file of a catalog as they are', () => {
  const names = ['__proto__', 'constructor', 'a.b', '"', '*/', '${a}', '', 'ä\u2028', 'x'.repeat(100_000)]
  const json = Object.fromEntries(
    names.map((name, n) => [`o${n}`, { type: `${name} or ${name}`, loc: ['a', name], default: deep(5) }]),
  )
  const nested = JSON.parse(`{"d":{"type":"string","default":{"text":${JSON.stringify(deep(100_000))}}}}`)
  const facts = factsFromOptionsJson({ ...json, ...nested }, 'options.json')
  const { root } = readCatalog(writeCatalog('odd', facts))
  expect(root.child('a')?.names().toSorted()).toEqual(names.toSorted())
  expect(root.child('a')?.child('__proto__')?.option?.struct.t).toBeTypeOf('string')
  expect(root.child('d')?.option).toMatchObject({ hasDefault: true })
})
