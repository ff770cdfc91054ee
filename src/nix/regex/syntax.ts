/** Which bytes an element takes: 1 at those, 0 elsewhere. */
export type ByteSet = Uint8Array

/** A regular expression, read. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: ByteSet }
  /** `^`: nothing stands before. */
  | { readonly kind: 'begin' }
  /** `$`: nothing stands behind. */
  | { readonly kind: 'end' }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number }

export interface ParsedRegex {
  readonly node: RegexNode
  /** How many groups there are; their indices start at 0. */
  readonly groups: number
}
