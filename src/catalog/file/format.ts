import type { Json } from '../facts.ts'
import type { Struct } from '../struct.ts'

/** The index of a catalog's file. Its parts are groups of options. */
export interface Index {
  readonly source: string
  /** Every name at the top, and the number of the group it is in; big namespaces are taken apart likewise. */
  readonly tree: IndexTree
  /** The types that several groups use. */
  readonly types: readonly TypeRow[]
}

export interface IndexTree {
  readonly [name: string]: number | IndexTree
}

/** A type, and its description. */
export type TypeRow = readonly [Struct, string]

export interface GroupData {
  /** The files that declare the options of the group. */
  readonly files: readonly string[]
  readonly nodes: NodeTree
}

export interface NodeTree {
  readonly [name: string]: NodeRow
}

/** A namespace, or an option. */
export type NodeRow = NodeTree | OptionRow

/**
 * `type` is a number of the index's types, or null where there is no option, only elements of elements.
 * Later parts are left out where they are empty.
 */
export type OptionRow = readonly [type: number | TypeRow | null, file: number, flags?: number, more?: More]

export interface More {
  readonly default?: Json
  readonly alias?: string
  readonly module?: string
  readonly children?: NodeTree
  readonly each?: NodeRow
}

export const flags = { hasDefault: 1, readOnly: 2, internal: 4, hidden: 8, apply: 16, removed: 32 } as const
