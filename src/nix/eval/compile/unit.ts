import type { Program } from '../bind/program.ts'
import type { Code, Delay, Run } from '../code.ts'
import type { Machine } from '../machine.ts'

/** A text that is compiled, and how the nodes of its program are. */
export interface Unit {
  readonly machine: Machine
  readonly words: Program['words']
  readonly constants: Program['constants']
  /** The place of the text's beginning. */
  readonly base: number
  /** What relative paths are relative to. */
  readonly directory: string
  /** Whether it is the evaluator's own, of which traces say less. */
  readonly internal: boolean
  /** A node to its value. */
  readonly run: (node: number) => Run
  /** A node to a slot, with nothing evaluated. */
  readonly delay: (node: number) => Delay
  /** The same as `run`, compiled when it is first run. */
  readonly code: (node: number) => Code
}

/** The place that the word at an index tells. */
export function placeAt({ words, base }: Unit, at: number): number {
  const word = words[at]!
  return word === 0 ? 0 : base + word - 1
}

/** The words at an index: how many there are, and then these. */
export function countedAt({ words }: Unit, at: number): Int32Array {
  const begin = at + 1
  return words.subarray(begin, begin + words[at]!)
}
