import { sameValue } from '../same-value.ts'
import type { CellNode, Edge, Seen, ValueNode } from './graph.ts'
import { countsNow, uses } from './order.ts'
import type { CellSlot } from './slot.ts'
import type { World } from './world.ts'

/** Merges a cell again. Its version changes only where its value does. */
export function mergeCell<D>(world: World<D>, node: CellNode<D>): void {
  node.stale = false
  const definitions = definitionsOf(world, node.slot)
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

/** The definitions of a cell that count, in order of use. */
export function definitionsOf<D>(world: World<D>, slot: CellSlot<D>): D[] {
  const definitions: D[] = []
  let single: Edge<D, CellSlot<D>> | undefined
  for (let edge = slot.definers; edge !== undefined; edge = edge.next) {
    if (!countsNow(edge)) continue
    if (single !== undefined) return usedDefinitions(world, slot)
    single = edge
  }
  if (single !== undefined) pushDefinitions(single, definitions)
  return definitions
}

function usedDefinitions<D>(world: World<D>, slot: CellSlot<D>): D[] {
  const definitions: D[] = []
  for (const { unit, index } of uses(world, slot)) {
    const item = unit.items[index]!
    if (item.kind === 'define') definitions.push(item.definition)
  }
  return definitions
}

function pushDefinitions<D>({ from, at, more }: Edge<D, CellSlot<D>>, definitions: D[]): void {
  const first = from.items[at]!
  if (first.kind === 'define') definitions.push(first.definition)
  if (more === undefined) return
  for (const index of more) {
    const item = from.items[index]!
    if (item.kind === 'define') definitions.push(item.definition)
  }
}

/** Where two values cannot be compared, such as parts that fail when they are looked at, readers run again. */
export function equal<D>(node: ValueNode<D>, a: unknown, b: unknown): boolean {
  try {
    return node.kind === 'cell' && node.cell.same !== undefined ? node.cell.same(a, b) : sameValue(a, b)
  } catch {
    return false
  }
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
