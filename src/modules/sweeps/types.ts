/**
 * What the resolver knows: cells that hold values, units that define them, and the items in between.
 * `D` is what a definition is to the caller; the resolver only passes it from a unit to a cell.
 */

/** Where definitions meet: one option of one module on one host, or a place that only collects. */
export interface Cell<D = unknown, V = unknown> {
  /** Unique. Cells with the same id are the same cell; the first object seen stands for all. */
  readonly id: string
  /** The value that follows from the definitions, in their order. Pure. May throw: counts only at the end. */
  merge(definitions: readonly D[]): Merged<V>
  /** Whether readers may keep what they made of `a`. Default: `sameValue`. */
  same?(a: V, b: V): boolean
}

/** What a merge says: a value, or that there is none. */
export type Merged<V = unknown> = { readonly value: V } | { readonly missing: true }

/** What a cell holds at the end; `error` is what its merge threw. */
export type Outcome<V = unknown> = Merged<V> | { readonly error: unknown }

/** A function of the user's: a module's body on one host, a function in a list. */
export interface Unit<D = unknown> {
  /** Unique and stable. Units with the same id are the same unit; the first object seen stands for all. */
  readonly id: string
  /** The unit runs only while this cell's value is `true`. */
  readonly when?: Cell<D, boolean> | undefined
  /** It is a list that somebody wrote, not a function: nothing can make it say something else. */
  readonly isData?: boolean | undefined
  /** Pure: the same reads give the same items. */
  run(reader: Reader<D>): Iterable<Item<D>>
}

/** What a unit says. */
export type Item<D = unknown> =
  | { readonly kind: 'define'; readonly cell: Cell<D>; readonly definition: D }
  /**
   * A unit that stands for itself (profile, module body): its first place in depth-first order counts, and
   * its definitions come before those of the unit that places it.
   */
  | { readonly kind: 'place'; readonly unit: Unit<D> }
  /**
   * A function in a list: its definitions stand exactly here among those of the unit that holds it. A new object
   * with its id takes the place of the one before and runs again, because it may see other values.
   */
  | { readonly kind: 'inline'; readonly unit: Unit<D> }

/** How a unit, or the compute function of a memo, sees the rest. Valid only while that function runs. */
export interface Reader<D = unknown> {
  /**
   * The value of a cell now; a tracked dependency. Throws `MissingValue` where it has none yet, which ends
   * the run even if the caller catches it.
   */
  read<V>(cell: Cell<D, V>): V
  /** Like `read`, but gives `undefined` where there is none. */
  peek<V>(cell: Cell<D, V>): V | undefined
  /**
   * A value computed from others and shared by all its readers: one dependency, however many cells it
   * reads. `compute` is pure, and the same for every use of the id. Readers are woken only when the value
   * differs by `sameValue`.
   */
  memo<T>(id: string, compute: (reader: Reader<D>) => T): T
}

/** A definition where it counts: the unit that made it, and which of that unit's items it is. */
export interface Placed<D = unknown> {
  readonly definition: D
  readonly unit: Unit<D>
  readonly index: number
}

/** What keeps a system from having one clear result. Data; the caller has the words. */
export type Problem<D = unknown> =
  /** A read that has no value at the end. */
  | {
      readonly kind: 'missing'
      readonly unit: Unit<D>
      readonly cell: Cell<D>
      /** Its stack leads to the read. */
      readonly error: Error
      /** Units that wait for each other, in the order of waiting, the first one being `unit`; empty where nobody would define the cell. */
      readonly waiting: readonly Unit<D>[]
    }
  /** Values that keep changing. */
  | {
      readonly kind: 'unsettled'
      readonly cells: readonly Unsettled<D>[]
      readonly units: readonly Unit<D>[]
    }
  /** The last run of a unit threw. */
  | { readonly kind: 'threw'; readonly unit: Unit<D>; readonly error: unknown }
  /** The definitions of a cell cannot be merged. */
  | { readonly kind: 'merge'; readonly cell: Cell<D>; readonly error: unknown; readonly read: boolean }

/** A cell that keeps changing, with its last values, oldest first. */
export interface Unsettled<D = unknown> {
  readonly cell: Cell<D>
  readonly outcomes: readonly Outcome[]
}

export interface Limits {
  /**
   * How often each unit of a cycle may run, on average, before the cycle counts as unsettled. Large cycles
   * get less, though enough for a value to pass through all of their units. Default: 256.
   */
  readonly limit?: number
}

/** The final state. */
export interface Resolution<D = unknown> {
  readonly problems: readonly Problem<D>[]
  /** The value of a cell; a cell nobody named is merged from no definitions. */
  value<V>(cell: Cell<D, V>): Outcome<V>
  /** The definitions of a cell in order of use: depth first and once. */
  definitions(cell: Cell<D>): readonly Placed<D>[]
  /** All units reached from a unit, in order: those it places before itself, each once. */
  units(root: Unit<D>): readonly Unit<D>[]
  /** Every unit whose items count, in no particular order. */
  live(): Iterable<Unit<D>>
  /** What the last run of a unit gave; empty where it is off, ended early or threw. */
  items(unit: Unit<D>): readonly Item<D>[]
  runs(unit: Unit<D>): number
  /** Every cell that was defined or read. */
  cells(): Iterable<Cell<D>>
  /** Reads the final state, without changing anything. A read without a value throws `MissingValue`. */
  readonly reader: Reader<D>
  /** Runs a unit once more in the final state, without changing anything; empty where it is off or ends early. */
  again(unit: Unit<D>): readonly Item<D>[]
}
