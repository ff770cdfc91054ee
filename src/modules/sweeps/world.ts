import type { Component, Edge, MemoNode, Node, ReaderNode, ValueNode } from './graph.ts'
import { added, CellNode, UnitNode } from './graph.ts'
import { CellSlot, NamedSlot } from './slot.ts'
import type { Cell, Reader, Unit } from './types.ts'

/** Everything that changes while a system is resolved. */
export interface World<D> {
  /** Every cell that was defined or read, in that order. */
  readonly slots: CellSlot<D>[]
  /** Those that are known by their ids. */
  readonly named: Map<string, CellSlot<D>>
  readonly units: Map<string, UnitNode<D>>
  readonly memos: Map<string, MemoNode<D>>
  readonly roots: UnitNode<D>[]
  readonly limit: number
  /** Who reads now. */
  tracker: Tracker<D> | undefined
  reader: Reader<D>
  /** Reads of the runs in progress. */
  readonly reads: ValueNode<D>[]
  readonly readVersions: number[]
  readCount: number
  pass: number
  /** The last version given to a value. */
  clock: number
  /** The order in which nodes are taken up that no dependency puts in order. */
  readonly arrange: (nodes: Node<D>[]) => Node<D>[]
  /** The last number given to a run or a walk. */
  marks: number
  /** Changes whenever a placement that counts comes or goes. */
  structure: number
  /** Some unit can be reached from several roots. */
  shared: boolean
  orderedAll: number
  readonly ordered: Map<UnitNode<D>, number>
  /** What this pass learned; the next one knows it. */
  newDefines: Edge<D, CellSlot<D>>[]
  newPlaces: Edge<D, UnitNode<D>>[]
  postponed: Node<D>[]
  /** The cycle in hand, and those of its cells whose definitions changed. */
  evaluating: Component<D> | undefined
  staleCells: CellNode<D>[]
  /** Functions that take the places of others when the round of the cycle in hand is over. */
  readonly renewals: { readonly node: UnitNode<D>; readonly unit: Unit<D> }[]
  /** Units that make more units, or run, without end. */
  readonly runaway: Set<UnitNode<D>>
}

/** A run in progress. */
export interface Tracker<D> {
  readonly node: ReaderNode<D>
  /** The run that this one interrupts. */
  readonly outer: Tracker<D> | undefined
  readonly stamp: number
  /** Where its reads begin in those of all runs in progress. */
  readonly base: number
  /** How many nodes it was known to read when it began. */
  readonly learned: number
  /** Where in all that was ever read the next read is expected. */
  cursor: number
  /** The run has ended for the resolver, whatever the user's code still does. */
  ended: Error | undefined
  missing: CellNode<D> | undefined
  postponed: boolean
  threw: boolean
}

/** Beyond these a system grows without end. */
const deepest = 10_000
const mostUnits = 2_000_000

/** The slot of a cell that was met before. */
export function knownSlot<D>(world: World<D>, cell: Cell<D>): CellSlot<D> | undefined {
  if (!(cell instanceof CellSlot)) return world.named.get(cell.id)
  return cell.known ? cell : undefined
}

export function slotOf<D>(world: World<D>, cell: Cell<D>): CellSlot<D> {
  let slot = cell instanceof CellSlot ? (cell as CellSlot<D>) : world.named.get(cell.id)
  if (slot === undefined) {
    slot = new NamedSlot(cell)
    world.named.set(cell.id, slot)
  }
  if (!slot.known) {
    slot.known = true
    world.slots.push(slot)
  }
  return slot
}

/** The node of a cell that is read. */
export function cellNode<D>(world: World<D>, cell: Cell<D>): CellNode<D> {
  const slot = slotOf(world, cell)
  if (slot.node !== undefined) return slot.node
  const node = new CellNode(slot)
  slot.node = node
  // Units that are yet to run in this pass may change it.
  for (let edge = slot.definers; edge !== undefined; edge = edge.next) {
    if (edge.learned && edge.from.reached === world.pass) node.unstable = world.pass
  }
  return node
}

/** The node of a unit that `placer` places; `undefined` where the system grows without end. */
export function unitNode<D>(
  world: World<D>,
  unit: Unit<D>,
  placer: UnitNode<D> | undefined,
): UnitNode<D> | undefined {
  const known = world.units.get(unit.id)
  if (known !== undefined) return known
  const depth = placer === undefined ? 0 : placer.depth + 1
  if (placer !== undefined && (depth > deepest || world.units.size >= mostUnits)) {
    world.runaway.add(placer)
    return undefined
  }
  const when = unit.when === undefined ? undefined : cellNode(world, unit.when)
  const node = new UnitNode(unit, when, depth)
  if (when !== undefined) learn(node, when)
  world.units.set(unit.id, node)
  return node
}

/** Adds the edge from a value to its reader. */
export function learn<D>(by: ReaderNode<D>, node: CellNode<D> | MemoNode<D>): void {
  by.learned = added(by.learned, node)
  by.learnedSet?.add(node)
  node.readers = added(node.readers, by)
}

export function hasLearned<D>(by: ReaderNode<D>, node: CellNode<D> | MemoNode<D>): boolean {
  if (by.learned.length < 12) return by.learned.includes(node)
  by.learnedSet ??= new Set(by.learned)
  return by.learnedSet.has(node)
}

/** The definitions of a cell have changed: it has to be merged again, if anybody reads it. */
export function setStale<D>(world: World<D>, { node }: CellSlot<D>): void {
  if (node === undefined || node.stale) return
  node.stale = true
  if (world.evaluating !== undefined && node.component === world.evaluating) world.staleCells.push(node)
}
