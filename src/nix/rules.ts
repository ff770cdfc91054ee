import type { Doc } from './document.ts'
import type { AttrSet, Expression, Let } from './syntax.ts'

/** What the layout rules ask of the printer: the documents of the parts, which are made before that of the whole. */
export interface Parts {
  /** The document of an expression, its comments included. */
  readonly doc: (node: Expression) => Doc
  /** The document of an expression without the comments above it. */
  readonly bare: (node: Expression) => Doc
  /** The document of the bindings, a line each, with the comments among them. */
  readonly bindings: (node: AttrSet | Let) => Doc
}
