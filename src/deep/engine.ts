/** What evaluates Nix: an installed Nix, or the engine of panther's own. */
export interface NixEngine {
  /** Whether its `fetchTree` finds what is on this machine. Otherwise sources are used where they are. */
  readonly fetches: boolean
  /**
   * Evaluates an expression to data that JSON can hold.
   *
   * @param signal ends it early; the answer is then `interrupted`
   */
  readonly ask: (expression: string, signal: AbortSignal) => Promise<NixAnswer>
}

export type NixAnswer =
  | { readonly kind: 'value'; readonly value: unknown; readonly traces: readonly string[] }
  | { readonly kind: 'error'; readonly error: NixFailure; readonly traces: readonly string[] }
  | { readonly kind: 'interrupted' }
  /** The engine itself cannot run. */
  | { readonly kind: 'unusable'; readonly message: string }

/** What Nix says of an expression that has no value. */
export interface NixFailure {
  readonly message: string
  /** What was being evaluated, from the error outwards. */
  readonly frames: readonly NixFrame[]
}

export interface NixFrame {
  readonly message: string
  readonly at?: NixPlace
}

export interface NixPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}
