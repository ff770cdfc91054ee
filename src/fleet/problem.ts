import type { Place } from '../modules/option-type.ts'
import type { PlaceSource } from './place.ts'

/** What went wrong, where, and what to do about it: all that a message needs. */
export interface Diagnostic {
  /** A short name that stays the same; every one has a page in `docs/diagnostics/`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** The option concerned, with the host and the user it is about. */
  readonly path?: string
  readonly host?: string
  readonly user?: string
  /** Places in the user's source, the most telling one first. */
  readonly at: readonly DiagnosticPlace[]
  /** What to write instead. */
  readonly hint?: string
}

export interface DiagnosticPlace extends Place {
  /** What stands there, where there are several places. */
  readonly label?: string
  /** The part of the value concerned, where the place is that of a whole definition. */
  readonly valuePath?: readonly string[]
}

/** A diagnostic before its place is known. */
export interface FleetErrorData extends Omit<Diagnostic, 'at' | 'severity'> {
  /** Where the stack does not lead to the right line. */
  readonly at?: readonly DiagnosticPlace[]
  /** The part of a definition's value that is wrong. */
  readonly valuePath?: readonly string[]
}

/** A mistake in the user's code, found while it runs. The stack leads to the line. */
export class FleetError extends Error {
  override readonly name = 'FleetError'
  readonly diagnostic: FleetErrorData
  /** The place of the definition that is wrong, where the stack cannot lead there: it is looked at after it was made. */
  about: PlaceSource | undefined

  constructor(diagnostic: FleetErrorData) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

export function problem(diagnostic: FleetErrorData): FleetError {
  return new FleetError(diagnostic)
}
