import type { AttrSet, Expression, Let } from '../syntax.ts'
import type { Doc } from './document.ts'

/** What the layout rules of one construct ask of those of all others. */
export interface Rules {
  /** The document of an expression, with all that stands around its tokens. */
  readonly doc: (node: Expression) => Doc
  /** The document of the bindings, a line each, with the comments among them. */
  readonly bindings: (node: AttrSet | Let) => Doc
}
