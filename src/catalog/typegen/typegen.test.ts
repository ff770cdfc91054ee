import { stripTypeScriptTypes } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyNode } from '../facts.ts'
import { factsFromJson, type JsonOption } from '../json-facts.ts'
import type { PackageCatalog } from '../packages.ts'
import { generateTypes, type Sources } from './generate.ts'
import { comment, key, literal } from './text.ts'

const base = { type: 'string', struct: { t: 'str' }, hasDefault: false, declared: 'a.nix' } as const
const packages: PackageCatalog = {
  source: '',
  names: ['a'],
  aliases: [],
  sets: [],
  set: () => undefined,
  has: () => false,
}

function generate(options: Record<string, JsonOption>, more: Partial<Sources> = {}): string {
  const nixos = factsFromJson(options)
  const files = generateTypes({
    nixos,
    homeManager: nixos,
    disko: emptyNode,
    flakeModules: emptyNode,
    packages,
    ...more,
  })
  return [...files.values()].join('\n')
}

/** What is left of a file without its types and comments: nothing may be. */
function code(text: string): string {
  return stripTypeScriptTypes(text.replaceAll(/^import type .*$/gm, ''))
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trim()
}

test('foreign text stays text', () => {
  const nasty = 'a*/ export const x = 1 /* `${y}` \'"\\ \n\u2028 {@link z} @deprecated'
  const text = generate({
    [`"${nasty.replaceAll('"', '')}"`]: {
      ...base,
      type: nasty,
      default: nasty,
      hasDefault: true,
      aliasOf: nasty,
    },
    plain: { ...base, struct: { t: 'enum', values: [nasty, "it's", 3, null, true] } },
  })
  expect(code(text)).toBe('')
  expect(text).toContain("'it\\'s' | 3 | null | true")
})

test('no text can become code', () => {
  const wild = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(wild, wild, (name, value) => {
      const source = `/** ${comment(value)} */\nexport interface X {\n  /** ${comment(name)} */\n  ${key(name)}: ${literal(value)}\n}\n`
      expect(code(source)).toBe('')
    }),
  )
})

test('keys are quoted where they must be', () => {
  expect(['a', 'a-b', "x'", '1', '', '__proto__'].map(key)).toEqual([
    'a',
    "'a-b'",
    "'x\\''",
    "'1'",
    "''",
    '__proto__',
  ])
})

test('groups, submodules, lists and sets', () => {
  const text = generate({
    'services.a.enable': {
      ...base,
      struct: { t: 'bool' },
      default: false,
      hasDefault: true,
      type: 'boolean',
    },
    'services.a.users': { ...base, struct: { t: 'attrsOf', elem: { t: 'submodule' } } },
    'services.a.users.<name>.uid': { ...base, struct: { t: 'nullOr', elem: { t: 'int' } } },
    'services.a.ports': {
      ...base,
      struct: { t: 'listOf', elem: { t: 'oneOf', of: [{ t: 'int' }, { t: 'str' }] } },
    },
    'services.a.gone': { ...base, removed: true },
    'services.a.fixed': { ...base, readOnly: true },
  })
  expect(text).toContain('/** boolean. Default: `false`. */\n  readonly enable?: Val<boolean> | undefined')
  expect(text).toContain('readonly users?: Val<Attrs<NixosServicesAUsers>> | undefined')
  expect(text).toContain('export interface NixosServicesAUsers extends Node<NixosServicesAUsers> {')
  expect(text).toContain('readonly uid?: Val<number | null> | undefined')
  expect(text).toContain('readonly ports?: Val<readonly Val<number | string>[]> | undefined')
  expect(text).toContain('readonly fixed?: ReadOnly<string> | undefined')
  expect(text).not.toContain('gone')
})

test('free keys take what the freeform type or a known key takes', () => {
  const freeform = { t: 'attrsOf', elem: { t: 'oneOf', of: [{ t: 'str' }, { t: 'int' }] } }
  const text = generate({
    settings: { ...base, struct: { t: 'submodule', freeform } },
    'settings.known': { ...base, struct: { t: 'bool' } },
  })
  expect(text).toContain('readonly [name: string]: Val<string | number> | Val<boolean> | undefined')
})

test('equal submodules are one interface, named after the shortest path; places are not, as more may be added to one', () => {
  const set = { ...base, struct: { t: 'attrsOf', elem: { t: 'submodule' } } }
  const text = generate({
    'b.x': set,
    'b.x.<name>.uid': base,
    'a.long.x': set,
    'a.long.x.<name>.uid': base,
    'b.y.enable': base,
    'a.y.enable': base,
  })
  expect(text).toContain('readonly x?: Val<Attrs<NixosBX>> | undefined')
  expect(text).not.toContain('NixosALongX')
  expect(text).toContain('readonly y?: NixosBY | undefined')
  expect(text).toContain('readonly y?: NixosAY | undefined')
})

test('the same facts give the same text', () => {
  const options = { 'a.b': base, 'a.c': base, z: base }
  expect(generate(Object.fromEntries(Object.entries(options).reverse()))).toBe(generate(options))
})
