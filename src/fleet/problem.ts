import type { Place } from '../modules/option-type.ts'

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
  /** The part of the value concerned, inside the definition that the first place names. */
  readonly valuePath?: readonly string[]
  /** What to write instead. */
  readonly hint?: string
}

export interface DiagnosticPlace extends Place {
  /** What stands there, where there are several places. */
  readonly label?: string
}

/** A mistake in the user's code, found while it runs. The stack leads to the line. */
export class FleetError extends Error {
  override readonly name = 'FleetError'
  readonly diagnostic: Omit<Diagnostic, 'at' | 'severity'> & { readonly at?: readonly DiagnosticPlace[] }

  constructor(diagnostic: FleetError['diagnostic']) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

export function problem(diagnostic: FleetError['diagnostic']): FleetError {
  return new FleetError(diagnostic)
}
