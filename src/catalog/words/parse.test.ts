import { describe, expect, test } from 'vitest'
import { type CatalogName, loadCatalog } from '../catalog.ts'
import { listOptions } from '../search.ts'
import { cutOff, type Struct } from '../struct.ts'
import { parseTypeWords } from './parse.ts'

describe('types as nixpkgs words them', () => {
  const str: Struct = { t: 'str' }
  const int: Struct = { t: 'int' }
  const cases: readonly (readonly [string, Struct])[] = [
    ['boolean', { t: 'bool' }],
    ['null or string', { t: 'nullOr', elem: str }],
    ['null or (list of (submodule))', { t: 'nullOr', elem: { t: 'listOf', elem: { t: 'submodule' } } }],
    ['lazy attribute set of string', { t: 'lazyAttrsOf', elem: str }],
    ['attribute set of list of string', { t: 'attrsOf', elem: { t: 'listOf', elem: str } }],
    ['string or list of string', { t: 'oneOf', of: [str, { t: 'listOf', elem: str }] }],
    ['list of (string or signed integer)', { t: 'listOf', elem: { t: 'oneOf', of: [str, int] } }],
    ['null or string or signed integer', { t: 'nullOr', elem: { t: 'oneOf', of: [str, int] } }],
    [
      '(list of string) or string convertible to it',
      { t: 'coercedTo', from: str, to: { t: 'listOf', elem: str } },
    ],
    [
      'null or (string or absolute path convertible to it)',
      {
        t: 'nullOr',
        elem: { t: 'coercedTo', from: { t: 'path', desc: 'absolute path' }, to: str },
      },
    ],
    ['one of "a", "b or c", 1, <null>, true', { t: 'enum', values: ['a', 'b or c', 1, null, true] }],
    ['one of "a, b", "(", ")"', { t: 'enum', values: ['a, b', '(', ')'] }],
    ['value "a" (singular enum)', { t: 'enum', values: ['a'] }],
    ['impossible (empty enum)', { t: 'enum', values: [] }],
    ['list of (one of "x", "y")', { t: 'listOf', elem: { t: 'enum', values: ['x', 'y'] } }],
    [
      'string or one of "a", "b" or signed integer',
      { t: 'oneOf', of: [str, { t: 'enum', values: ['a', 'b'] }, int] },
    ],
    [
      '16 bit unsigned integer; between 0 and 65535 (both inclusive) or string',
      {
        t: 'oneOf',
        of: [
          { t: 'unsignedInt16', desc: '16 bit unsigned integer; between 0 and 65535 (both inclusive)' },
          str,
        ],
      },
    ],
    [
      'null or integer or floating point number between 0 and 1 (both inclusive)',
      {
        t: 'nullOr',
        elem: {
          t: 'numberBetween',
          desc: 'integer or floating point number between 0 and 1 (both inclusive)',
        },
      },
    ],
    [
      'strings concatenated with " or " or absolute path',
      {
        t: 'oneOf',
        of: [
          { t: 'separatedString', desc: 'strings concatenated with " or "' },
          { t: 'path', desc: 'absolute path' },
        ],
      },
    ],
    ['non-empty (list of string)', { t: 'listOf', elem: str }],
    ['open submodule of attribute set of string', { t: 'submodule', freeform: { t: 'attrsOf', elem: str } }],
    [
      'function that evaluates to a(n) list of package',
      { t: 'functionTo', elem: { t: 'listOf', elem: { t: 'package' } } },
    ],
    [
      'list of string matching the pattern [(]a|(b)',
      {
        t: 'listOf',
        elem: { t: 'strMatching "[(]a|(b)"', desc: 'string matching the pattern [(]a|(b)' },
      },
    ],
    [
      'string matching the pattern a or signed integer',
      { t: 'oneOf', of: [{ t: 'strMatching "a"', desc: 'string matching the pattern a' }, int] },
    ],
    [
      'string matching the pattern this or that',
      { t: 'strMatching "this or that"', desc: 'string matching the pattern this or that' },
    ],
    [
      '(optionally newline-terminated) single-line string',
      { t: 'singleLineStr', desc: '(optionally newline-terminated) single-line string' },
    ],
    ['a thing of their own', { t: 'unknown', desc: 'a thing of their own' }],
    ['list of (a thing or two)', { t: 'listOf', elem: { t: 'unknown', desc: 'a thing or two' } }],
  ]
  test.each(cases)('%s', (words, struct) => expect(parseTypeWords(words)).toEqual(struct))
})

test('whatever stands there ends, soon', () => {
  const hostile = [
    '('.repeat(15_000),
    'list of '.repeat(2_400),
    'null or '.repeat(2_400),
    `${'a or '.repeat(3_900)}b convertible to it`,
    '"'.repeat(15_000),
    'string matching the pattern ['.repeat(600),
    'x'.repeat(10_000_000),
    'one of "',
    '',
  ]
  const before = performance.now()
  for (const words of hostile) expect(parseTypeWords(words).t).toBeTypeOf('string')
  expect(performance.now() - before).toBeLessThan(5_000)
})

/** Whether the words were read as the type that evaluation saw, as far as the words can tell. */
function agree(read: Struct | undefined, known: Struct | undefined): boolean {
  if (read === undefined || known === undefined) return read === known
  const ours = alternatives(read)
  const theirs = alternatives(known)
  if (theirs.some(({ t }) => t === cutOff)) return true
  // "JSON value" is one word for many alternatives.
  if (ours.some(({ t }) => t === 'format')) return theirs.length >= ours.length
  return ours.length === theirs.length && ours.every((each, at) => agreeAlone(each, theirs[at]!))
}

function agreeAlone(read: Struct, known: Struct): boolean {
  const names = [read.t, known.t].map((t) => t.replace(/^strMatching .*/s, 'strMatching'))
  const words = read.desc === undefined || known.desc === undefined || read.desc === known.desc
  if (names[0] !== names[1] || !words) return false
  if (read.t === 'enum') return JSON.stringify(read.values) === JSON.stringify(known.values)
  return (['elem', 'from', 'to', 'freeform'] as const).every((part) => agree(read[part], known[part]))
}

function alternatives(struct: Struct): readonly Struct[] {
  if (struct.t === 'unique') return alternatives(struct.elem!)
  if (struct.t === 'oneOf') return (struct.of ?? []).flatMap(alternatives)
  return struct.t === 'nullOr' ? [{ t: 'null' }, ...alternatives(struct.elem!)] : [struct]
}

function hasUnknown(struct: Struct): boolean {
  const parts = [struct.elem, struct.from, struct.to, struct.freeform, ...(struct.of ?? [])]
  return struct.t === 'unknown' || parts.some((part) => part !== undefined && hasUnknown(part))
}

test('the words of all options that panther ships lead to their types', () => {
  const names: readonly CatalogName[] = ['nixos', 'home-manager', 'disko', 'flake-modules']
  const all = names.flatMap((name) => [...listOptions(loadCatalog(name).root)])
  const differing = all.filter(({ facts }) => !agree(parseTypeWords(facts.type), facts.struct))
  const unknown = differing.filter(({ facts }) => hasUnknown(parseTypeWords(facts.type)))
  const wrong = differing
    .filter((each) => !unknown.includes(each))
    .map(({ path, facts }) => `${path.join('.')}: ${facts.type}`)
  expect(all.length).toBeGreaterThan(33_000)
  // Types of modules' own: their words are names that only their module knows.
  expect(unknown.length / all.length).toBeLessThan(0.01)
  expect(wrong).toEqual([
    // A type that takes what its words do not say, and two whose names differ from those of nixpkgs.
    'services.akkoma.config.:pleroma.:instance.upload_dir: absolute path',
    'services.radicale.package: package',
    'virtualisation.xen.store.settings.conflict.maxHistorySeconds: nonnegative floating point number, meaning >=0',
    'sops.age.keyFile: null or path not in the Nix store',
  ])
})
