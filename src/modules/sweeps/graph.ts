import type { CellSlot } from './slot.ts'
import type { Cell, Item, Outcome, Reader, Unit } from './types.ts'

/**
 * The dependencies learned so far, and the state of each node. Edges are only ever added: an edge that was
 * seen once keeps its say in what counts as a cycle, so that the result does not depend on who ran first.
 */
export type Node<D> = UnitNode<D> | CellNode<D> | MemoNode<D>
export type ReaderNode<D> = UnitNode<D> | MemoNode<D>
export type ValueNode<D> = CellNode<D> | MemoNode<D>

/**
 * Most lists of a node hold one element or none, and a list that grows from nothing gets room for 17. So
 * they start as one shared list that stays empty.
 */
const none: never[] = []

export function added<T>(list: T[], element: T): T[] {
  if (list === none) return [element]
  list.push(element)
  return list
}

/** What the walk over the graph keeps at every node; `pass` numbers say when a mark was set. */
class Walked<D> {
  /** The pass in which the node was last among those that may have to be computed again. */
  reached = 0
  /** The pass in which the node was last one whose value may change because a unit runs. */
  unstable = 0
  /** The pass in which something before the node was left for the next pass. */
  blocked = 0
  index = 0
  low = 0
  /** The cycle the node is part of. */
  component: Component<D> | undefined = undefined
}

/** Nodes that depend on each other. */
export interface Component<D> {
  readonly units: UnitNode<D>[]
  readonly cells: CellNode<D>[]
  readonly memos: MemoNode<D>[]
  /** Its nodes hold the result of a full evaluation. */
  complete: boolean
  unsettled: { readonly cells: Map<CellNode<D>, Outcome[]>; readonly units: Set<UnitNode<D>> } | undefined
}

/** A value that a node had, and its version: equal versions of a node mean the same value. */
export interface Seen {
  readonly value: unknown
  readonly version: number
}

/** A unit that defines a cell or places a unit, in some run. `at` holds the items of the last run. */
export interface Edge<D, To> {
  readonly from: UnitNode<D>
  readonly to: To
  /** Known to the graph of this pass. */
  learned: boolean
  /** Index of the first such item in the last run, -1 where there is none. */
  at: number
  /** Indices of further ones. */
  more: number[] | undefined
  /** The next edge that leads to the same node. */
  readonly next: Edge<D, To> | undefined
}

/** How the last run ended. */
export type Ended = 'none' | 'done' | 'missing' | 'threw'

/** Reads of the last run and the versions seen. */
export interface Tracked<D> {
  outcome: Ended
  error: unknown
  missing: CellNode<D> | undefined
  reads: ValueNode<D>[]
  versions: number[]
  /** Every node ever read. */
  learned: ValueNode<D>[]
  learnedSet: Set<ValueNode<D>> | undefined
}

export class UnitNode<D> extends Walked<D> implements Tracked<D> {
  readonly kind = 'unit'
  outcome: Ended = 'none'
  error: unknown = undefined
  missing: CellNode<D> | undefined = undefined
  reads: ValueNode<D>[] = none
  versions: number[] = none
  learned: ValueNode<D>[] = none
  learnedSet: Set<ValueNode<D>> | undefined = undefined
  unit: Unit<D>
  /** Its holder gave a new function for it: it has to run again, and what it said counts until then. */
  renewed = false
  readonly when: CellNode<D> | undefined
  /** Position among the roots, -1 for others. */
  root = -1
  /** The root all ways lead from; `undefined` before the first, `shared` where there are several. */
  home: UnitNode<D> | 'shared' | undefined = undefined
  readonly depth: number
  founded = false
  /** Founded from outside its cycle. */
  based = false
  /** Founded, and runs while its `when` holds: as of the last look. */
  active = false
  /** Its items count. */
  live = false
  /** Its place in the order of use may have changed. */
  moved = false
  runs = 0
  items: readonly Item<D>[] = none
  defines: Edge<D, CellSlot<D>>[] = none
  definesMap: Map<CellSlot<D>, Edge<D, CellSlot<D>>> | undefined = undefined
  places: Edge<D, UnitNode<D>>[] = none
  placesMap: Map<UnitNode<D>, Edge<D, UnitNode<D>>> | undefined = undefined
  /** Placements of the last run, in order. */
  steps: Step<D>[] = none
  inlines = false
  /** The edges of the units that place it, linked by `next`; those not learned yet are among them. */
  placers: Edge<D, UnitNode<D>> | undefined = undefined
  /** Order of use, see order.ts. */
  order = 0
  segments: number[] = none
  visited = 0
  /** The search for founded units of a cycle that met it last. */
  grounded = 0
  /** The round of a cycle that it was last queued for. */
  queued = 0

  constructor(unit: Unit<D>, when: CellNode<D> | undefined, depth: number) {
    super()
    this.unit = unit
    this.when = when
    this.depth = depth
  }
}

export interface Step<D> {
  readonly edge: Edge<D, UnitNode<D>>
  readonly index: number
  readonly inline: boolean
}

class Valued<D> extends Walked<D> {
  /** 0 where there is no value. */
  version = 0
  readers: ReaderNode<D>[] = none
  /** The run that read it last. */
  mark = 0
  value: unknown = undefined
  /** Earlier values of this evaluation of a cycle. */
  seen: Seen[] | undefined = undefined
}

/** A cell that is read. */
export class CellNode<D> extends Valued<D> {
  readonly kind = 'cell'
  readonly cell: Cell<D>
  readonly slot: CellSlot<D>
  has = false
  failure: { readonly error: unknown } | undefined = undefined
  /** Definitions changed since the last merge. */
  stale = true

  constructor(slot: CellSlot<D>) {
    super()
    this.cell = slot.cell
    this.slot = slot
  }
}

export class MemoNode<D> extends Valued<D> implements Tracked<D> {
  readonly kind = 'memo'
  outcome: Ended = 'none'
  error: unknown = undefined
  missing: CellNode<D> | undefined = undefined
  reads: ValueNode<D>[] = none
  versions: number[] = none
  learned: ValueNode<D>[] = none
  learnedSet: Set<ValueNode<D>> | undefined = undefined
  readonly id: string
  readonly compute: (reader: Reader<D>) => unknown
  computing = false
  dirty = false
  postponed = 0

  constructor(id: string, compute: (reader: Reader<D>) => unknown) {
    super()
    this.id = id
    this.compute = compute
  }
}
