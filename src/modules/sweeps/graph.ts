import type { Cell, Item, Outcome, Reader, Unit } from './types.ts'

/**
 * The dependencies learned so far, and the state of each node. Edges are only ever added: an edge that was
 * seen once keeps its say in what counts as a cycle, so that the result does not depend on who ran first.
 */
export type Node<D> = UnitNode<D> | CellNode<D> | MemoNode<D>
export type ReaderNode<D> = UnitNode<D> | MemoNode<D>
export type ValueNode<D> = CellNode<D> | MemoNode<D>

/** What the walk over the graph keeps at every node; `pass` numbers say when a mark was set. */
interface Walked<D> {
  /** The pass in which the node was last among those that may have to be computed again. */
  reached: number
  /** The pass in which the node was last one whose value may change because a unit runs. */
  unstable: number
  /** The pass in which something before the node was left for the next pass. */
  blocked: number
  index: number
  low: number
  /** The cycle the node is part of. */
  component: Component<D> | undefined
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

export interface UnitNode<D> extends Walked<D>, Tracked<D> {
  readonly kind: 'unit'
  readonly unit: Unit<D>
  readonly when: CellNode<D> | undefined
  /** Position among the roots, -1 for others. */
  root: number
  /** The root all ways lead from; `undefined` before the first, `shared` where there are several. */
  home: UnitNode<D> | 'shared' | undefined
  depth: number
  founded: boolean
  /** Founded from outside its cycle. */
  based: boolean
  /** Founded, and runs while its `when` holds: as of the last look. */
  active: boolean
  /** Its items count. */
  live: boolean
  /** Its place in the order of use may have changed. */
  moved: boolean
  runs: number
  items: readonly Item<D>[]
  defines: Edge<D, CellNode<D>>[]
  definesMap: Map<CellNode<D>, Edge<D, CellNode<D>>> | undefined
  places: Edge<D, UnitNode<D>>[]
  placesMap: Map<UnitNode<D>, Edge<D, UnitNode<D>>> | undefined
  /** Placements of the last run, in order. */
  steps: Step<D>[]
  inlines: boolean
  placers: Edge<D, UnitNode<D>>[]
  /** Order of use, see order.ts. */
  order: number
  segments: number[]
  visited: number
  /** The search for founded units of a cycle that met it last. */
  grounded: number
  /** The round of a cycle that it was last queued for. */
  queued: number
}

export interface Step<D> {
  readonly edge: Edge<D, UnitNode<D>>
  readonly index: number
  readonly inline: boolean
}

interface Valued<D> {
  /** 0 where there is no value. */
  version: number
  readers: ReaderNode<D>[]
  /** The run that read it last. */
  mark: number
  value: unknown
  /** Earlier values of this evaluation of a cycle. */
  seen: Seen[] | undefined
}

export interface CellNode<D> extends Walked<D>, Valued<D> {
  readonly kind: 'cell'
  readonly cell: Cell<D>
  has: boolean
  failure: { readonly error: unknown } | undefined
  /** Definitions changed since the last merge. */
  stale: boolean
  definers: Edge<D, CellNode<D>>[]
}

export interface MemoNode<D> extends Walked<D>, Valued<D>, Tracked<D> {
  readonly kind: 'memo'
  readonly id: string
  readonly compute: (reader: Reader<D>) => unknown
  computing: boolean
  dirty: boolean
  postponed: number
}

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

const walked = () => ({
  reached: 0,
  unstable: 0,
  blocked: 0,
  index: 0,
  low: 0,
  component: undefined,
})

export function makeUnit<D>(unit: Unit<D>, when: CellNode<D> | undefined): UnitNode<D> {
  return {
    kind: 'unit',
    ...walked(),
    outcome: 'none',
    error: undefined,
    missing: undefined,
    reads: none,
    versions: none,
    learned: none,
    learnedSet: undefined,
    unit,
    when,
    root: -1,
    home: undefined,
    depth: 0,
    founded: false,
    based: false,
    active: false,
    live: false,
    moved: false,
    runs: 0,
    items: none,
    defines: none,
    definesMap: undefined,
    places: none,
    placesMap: undefined,
    steps: none,
    inlines: false,
    placers: none,
    order: 0,
    segments: none,
    visited: 0,
    grounded: 0,
    queued: 0,
  }
}

export function makeCell<D>(cell: Cell<D>): CellNode<D> {
  return {
    kind: 'cell',
    ...walked(),
    version: 0,
    readers: none,
    mark: 0,
    value: undefined,
    seen: undefined,
    cell,
    has: false,
    failure: undefined,
    stale: true,
    definers: none,
  }
}

export function makeMemo<D>(id: string, compute: MemoNode<D>['compute']): MemoNode<D> {
  return {
    kind: 'memo',
    ...walked(),
    version: 0,
    readers: none,
    mark: 0,
    value: undefined,
    seen: undefined,
    outcome: 'none',
    error: undefined,
    missing: undefined,
    reads: none,
    versions: none,
    learned: none,
    learnedSet: undefined,
    id,
    compute,
    computing: false,
    dirty: false,
    postponed: 0,
  }
}
