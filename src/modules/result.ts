import type { Deferred } from './deferred.ts'
import type { ModuleErrorData } from './errors.ts'
import type { Option } from './option.ts'
import type { Definition, Path } from './option-type.ts'

/** What became of a definition. */
export type DefinitionState =
  /** It is merged into the value. */
  | 'counts'
  /** It stands under a condition that is known only later. */
  | 'maybe'
  /** Another definition has a better priority. */
  | 'overridden'
  /** It stands under a condition that is false. */
  | 'condition-false'

/** A definition without its properties, and what they said. */
export interface DefinitionRecord extends Definition {
  readonly priority: number
  readonly order: number
  /** Whether it said its order, be it the plain one. */
  readonly ordered?: boolean
  readonly state: DefinitionState
  /** Of a `maybe`: what must be true, outermost first. */
  readonly conditions?: readonly Deferred<unknown>[]
  /** Its place among all definitions of the option. */
  readonly index?: number
}

/** The options or elements inside a value. */
export interface Inside {
  names(): readonly string[]
  child(name: string): Result | undefined
  /** What is wrong beside the values themselves: definitions that no option takes. */
  problems?(): readonly ModuleErrorData[]
}

/**
 * What is known of one path of a configuration: an option, a group of options, or an element of an
 * option's value. Everything is computed when it is read.
 */
export interface Result extends Inside {
  readonly path: Path
  /** The declaration; absent for groups and elements. */
  readonly option?: Option | undefined
  /** Throws `ModuleError`. */
  readonly value: unknown
  readonly isDefined: boolean
  /** The number of the best priority among the definitions; 9999 where there are none. */
  readonly highestPriority: number
  /** In the order of the merge; those that do not count last. */
  readonly definitions: readonly DefinitionRecord[]
}
