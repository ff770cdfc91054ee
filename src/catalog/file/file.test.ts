import { expect, test } from 'vitest'
import type { FactNode } from '../facts.ts'
import { factsFromJson, type JsonOption } from '../json-facts.ts'
import { DamagedFile, pack, unpack } from './container.ts'
import { readCatalog } from './read.ts'
import { writeCatalog } from './write.ts'

const base = { type: 'string', struct: { t: 'str' }, hasDefault: false, declared: 'a.nix' } as const
const many = Object.fromEntries(
  Array.from({ length: 2000 }, (_, n) => [
    `services.s${n % 40}.o${n}`,
    { ...base, default: n, hasDefault: true },
  ]),
)
const options: Record<string, JsonOption> = {
  ...many,
  plain: base,
  flagged: { ...base, readOnly: true, internal: true, visible: false, apply: true, removed: true },
  renamed: { ...base, aliasOf: 'plain', module: 'sops-nix', declared: 'b.nix' },
  'null.default': { ...base, default: null, hasDefault: true },
  sets: { ...base, struct: { t: 'attrsOf', elem: { t: 'submodule' } } },
  'sets.<name>.x': base,
  matrix: { ...base, struct: { t: 'listOf', elem: { t: 'attrsOf', elem: { t: 'submodule' } } } },
  'matrix.*.<name>.x': base,
  '"__proto__".constructor': base,
}

/** All options with their paths, as the tree tells them. */
function all(node: FactNode, path: string[] = []): unknown[] {
  const own = node.option ? [[path, node.option]] : []
  const each = node.each ? all(node.each, [...path, '*']) : []
  return [
    ...own,
    ...node
      .names()
      .toSorted()
      .flatMap((name) => all(node.child(name)!, [...path, name])),
    ...each,
  ]
}

test('what is written is read', () => {
  const facts = factsFromJson(options)
  const read = readCatalog(writeCatalog('a source', facts))
  expect(read.source).toBe('a source')
  expect(all(read.root)).toEqual(all(facts))
})

test('the same facts give the same bytes, in whatever order they come', () => {
  const turned = Object.fromEntries(Object.entries(options).reverse())
  expect(writeCatalog('s', factsFromJson(turned))).toEqual(writeCatalog('s', factsFromJson(options)))
})

test('other files are refused', () => {
  expect(() => readCatalog(Buffer.from('something else entirely'))).toThrow('damaged')
})

test('damage in the middle is told of, by the name of the file, when the part is read', () => {
  const bytes = writeCatalog('s', factsFromJson(options))
  bytes.fill(0xff, 19 + Buffer.from(bytes).readUInt32LE(15))
  const { root } = readCatalog(bytes, () => new DamagedFile('some.catalog'))
  expect(root.names()).toContain('services')
  expect(() => all(root)).toThrow('some.catalog is damaged')
})

test('a part is read alone', () => {
  const file = unpack(pack({ a: 1 }, [Buffer.from('one'), Buffer.from(''), Buffer.from('three')]))
  expect(file.index).toMatchObject({ a: 1 })
  expect([0, 1, 2].map((n) => file.part(n).toString())).toEqual(['one', '', 'three'])
})
