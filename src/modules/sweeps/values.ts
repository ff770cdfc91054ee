import type { CellNode, Edge, Seen, ValueNode } from './graph.ts'
import { uses } from './order.ts'
import { sameValue } from './same.ts'
import type { World } from './world.ts'

/** Merges a cell again. Its version changes only where its value does. */
export function mergeCell<D>(world: World<D>, node: CellNode<D>): void {
  node.stale = false
  const definitions = definitionsOf(world, node)
  let value: unknown
  let has = false
  node.failure = undefined
  try {
    const merged = node.cell.merge(definitions)
    if ('value' in merged) {
      value = merged.value
      has = true
    }
  } catch (error) {
    node.failure = { error }
  }
  if (!has) {
    node.has = false
    node.value = undefined
    node.version = 0
    return
  }
  if (!node.has || !equal(node, node.value, value)) node.version = versionOf(world, node, value)
  node.has = true
  node.value = value
}

function definitionsOf<D>(world: World<D>, node: CellNode<D>): D[] {
  const definitions: D[] = []
  let single: Edge<D, CellNode<D>> | undefined
  let several = false
  for (const edge of node.definers) {
    if (edge.at < 0 || !edge.from.live) continue
    several = single !== undefined
    if (several) break
    single = edge
  }
  if (!several) {
    if (single !== undefined) pushDefinitions(single, definitions)
    return definitions
  }
  for (const { unit, index } of uses(world, node)) {
    const item = unit.items[index]!
    if (item.kind === 'define') definitions.push(item.definition)
  }
  return definitions
}

function pushDefinitions<D>({ from, at, more }: Edge<D, CellNode<D>>, definitions: D[]): void {
  const first = from.items[at]!
  if (first.kind === 'define') definitions.push(first.definition)
  if (more === undefined) return
  for (const index of more) {
    const item = from.items[index]!
    if (item.kind === 'define') definitions.push(item.definition)
  }
}

function equal<D>(node: ValueNode<D>, a: unknown, b: unknown): boolean {
  return node.kind === 'cell' && node.cell.same !== undefined ? node.cell.same(a, b) : sameValue(a, b)
}

/** A value that comes back gets the version it had, as far back as is remembered. */
export function versionOf<D>(world: World<D>, node: ValueNode<D>, value: unknown): number {
  if (node.seen === undefined) return ++world.clock
  const known = node.seen.find((seen) => equal(node, seen.value, value))
  if (known !== undefined) return known.version
  const version = ++world.clock
  if (node.seen.length >= remembered) node.seen.shift()
  node.seen.push({ value, version })
  return version
}

/** Remembers the values of a node from now on. */
export function remember<D>(node: ValueNode<D>): void {
  const seen: Seen[] = []
  if (node.version !== 0) seen.push({ value: node.value, version: node.version })
  node.seen = seen
}

const remembered = 64
