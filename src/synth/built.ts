import type { Expression } from '../nix/syntax.ts'

/** Syntax that is ready, among values that are not. */
export class Built {
  readonly expression: Expression

  constructor(expression: Expression) {
    this.expression = expression
  }
}
