import type { AttrKey, Expression } from '../../syntax.ts'
import type { Code, Delay, Run } from '../code.ts'
import type { Machine } from '../machine.ts'
import type { Scope } from './scope.ts'

/** Where a node stands in its text; the evaluator's own reading of a text puts it on the nodes. */
export interface Ranged {
  readonly start: number
  readonly end: number
}

/** A text that is compiled, and how its parts are. */
export interface Unit {
  readonly machine: Machine
  readonly text: string
  /** The place of the text's beginning. */
  readonly base: number
  /** What relative paths are relative to. */
  readonly directory: string
  /** Whether it is the evaluator's own, of which traces say less. */
  readonly internal: boolean
  /** An expression to its value. `name` is what it is bound to. */
  readonly run: (node: Expression, scope: Scope | undefined, name?: string) => Run
  /** An expression to a slot, with nothing evaluated. */
  readonly delay: (node: Expression, scope: Scope | undefined, name?: string) => Delay
  /** The same as `run`, compiled when it is first run. */
  readonly code: (node: Expression, scope: Scope | undefined, name?: string) => Code
  /** The name that a key is, or the code of one that only evaluation knows. */
  readonly key: (key: AttrKey, scope: Scope | undefined) => number | Run
}

export function startOf(node: object): number {
  return (node as Ranged).start
}

export function endOf(node: object): number {
  return (node as Ranged).end
}

/** The place of a node. */
export function placeIn(unit: Unit, node: object): number {
  return unit.base + startOf(node)
}
