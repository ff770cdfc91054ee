import type { Code, Delay, Env } from './code.ts'
import type { Shape } from './shapes.ts'
import type { SymbolId } from './symbols.ts'

export interface FormalCode {
  readonly name: SymbolId
  readonly place: number
  /** Its value where none is given, in the environment of the body. */
  readonly fallback: Delay | undefined
}

export interface FormalsCode {
  /** Sorted by symbol. */
  readonly formals: readonly FormalCode[]
  readonly ellipsis: boolean
  /** The environment of the body, to be copied. */
  readonly empty: Env
  /** The name for the whole set. */
  readonly as: SymbolId | undefined
  /** Where the shape of the last argument had the formals, so that the next of the same shape is not searched. */
  lastShape: Shape | undefined
  lastIndices: readonly number[] | undefined
}

/** What all functions made by one expression have in common. */
export interface LambdaCode {
  readonly place: number
  readonly name: string | undefined
  /** The name of a plain argument. */
  readonly argument: SymbolId | undefined
  readonly formals: FormalsCode | undefined
  readonly body: Code
  /** The function that the body is, in `a: b: …`: who has both arguments need not make it. */
  readonly returned: LambdaCode | undefined
}
