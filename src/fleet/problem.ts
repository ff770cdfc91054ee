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
  /** What to write instead, where that is beyond doubt, for the values that `at` speaks of. */
  readonly change?: Change | undefined
  /** The same as edits of files, where the source could be read so. */
  readonly fix?: Fix | undefined
}

/** What makes a mistake go away. */
export interface Fix {
  readonly description: string
  readonly edits: readonly FileEdit[]
}

/** A part of a file that is replaced: offsets in its text, in UTF-16 units. */
export interface FileEdit {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What must be changed in the source. */
export type Change =
  /** An option's name, or a setting's: the whole path. */
  | { readonly kind: 'key'; readonly from: readonly string[]; readonly to: readonly string[] }
  /** A plain value. */
  | { readonly kind: 'value'; readonly from: unknown; readonly to: string | number | boolean }
  /** What is selected from `pkgs`, `lib` or `builtins`; where it is written says the place. */
  | { readonly kind: 'name'; readonly from: readonly string[]; readonly to: readonly string[] }

/** A name in a value: what is selected, or a part of a text of Nix. */
export type Spot =
  | { readonly kind: 'member'; readonly root: string; readonly path: readonly string[] }
  /** `text` is the whole text, with `hole` where values of TypeScript stand in it. */
  | {
      readonly kind: 'nix'
      readonly text: string
      readonly hole: string
      readonly start: number
      readonly end: number
    }
  /** `text` is the Nix that the value was printed as, values of TypeScript and more around it included. */
  | { readonly kind: 'printed'; readonly text: string; readonly offset: number }

export interface DiagnosticPlace extends Place {
  /** What stands there, where there are several places. */
  readonly label?: string
  /** The part of the value concerned, where the place is that of a whole definition. */
  readonly valuePath?: readonly string[]
  /** The name that is meant inside that part, or inside the file itself where it is one of Nix. */
  readonly spot?: Spot
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
