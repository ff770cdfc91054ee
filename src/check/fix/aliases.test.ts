import { describe, expect, it } from 'vitest'
import { type FactNode, loadCatalog } from '../../catalog/index.ts'
import { parseOptionPath } from '../../catalog/option-path.ts'
import { applyEdits, editsFor } from './edits.ts'

type Tree = { [name: string]: unknown }

/** Every option of a catalog that has a new name, outside of elements, with the new one. */
function* aliases(
  node: FactNode,
  path: readonly string[] = [],
): Iterable<readonly [readonly string[], readonly string[]]> {
  const to = node.option?.aliasOf
  if (to !== undefined) {
    const names = parseOptionPath(to).flatMap((step) => (step === 'each' ? [] : [step.name]))
    if (names.length === parseOptionPath(to).length) yield [path, names]
  }
  for (const name of node.names()) yield* aliases(node.child(name)!, [...path, name])
}

const nest = (path: readonly string[], value: unknown): Tree =>
  path.reduceRight((inner: unknown, name) => ({ [name]: inner }), value) as Tree

function merge(a: unknown, b: unknown): unknown {
  if (typeof a !== 'object' || typeof b !== 'object') return b
  const merged: Tree = { ...(a as Tree) }
  for (const [name, value] of Object.entries(b as Tree))
    merged[name] = name in merged ? merge(merged[name], value) : value
  return merged
}

/** What a call says, without what is empty in it. */
function said(source: string): unknown {
  const pruned = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, inner]) => [name, pruned(inner)] as const)
    const kept = entries.filter(([, inner]) => inner !== undefined)
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  return pruned(new Function('nixos', `return ${source}`)((value: unknown) => value))
}

describe.each(['nixos', 'home-manager'] as const)('every new name in the catalog of %s', (name) => {
  const all = [...aliases(loadCatalog(name).root)]

  it('can be written in place of the old one, alone and beside others', () => {
    expect(all.length).toBeGreaterThan(100)
    for (const [from, to] of all) {
      const settings = { ...nest(to.slice(0, -1), { another: 2 }) }
      for (const beside of [{}, nest([...from.slice(0, -1), 'other'], 2), settings]) {
        const source = `nixos(${JSON.stringify(merge(beside, nest(from, 1)))})`
        const target = { place: { file: 'x.ts', line: 1, column: 1 }, valuePath: [] }
        const found = editsFor(source, target, { kind: 'key', from, to })
        if ('reason' in found) throw new Error(`${from.join('.')}: ${found.reason}`)
        expect(said(applyEdits(source, found.edits)), from.join('.')).toEqual(merge(beside, nest(to, 1)))
      }
    }
  })
})
