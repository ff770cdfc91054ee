import type { AttrSet, Expression, IndentedString } from '../syntax.ts'
import type { AttrTable } from './attr-table.ts'
import { Lexer } from './lexer.ts'

/** From where to where a node reaches in the text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Brackets may be nested this deep. Each level takes some of the stack. */
const deepest = 500

/** All that the parsers of the parts of the language share. */
export class Parsing extends Lexer {
  readonly pipes: boolean
  /** The text ended inside a string. */
  inString = false
  readonly ranges: Map<object, Range> | undefined
  /** What each set binds: a set can be merged with another that follows. */
  readonly tables: Map<AttrSet, AttrTable> = new Map()
  /** Strings without interpolation that Nix puts together from pieces, and so does not take for plain names. */
  readonly pieced: Set<IndentedString> = new Set()
  readonly #parse: (parsing: Parsing) => Expression
  #depth = 0

  constructor(
    text: string,
    parse: (parsing: Parsing) => Expression,
    pipes: boolean,
    ranges: Map<object, Range> | undefined,
  ) {
    super(text)
    this.#parse = parse
    this.pipes = pipes
    this.ranges = ranges
  }

  /** Parses an expression, whatever operators and keywords it consists of. */
  expression(): Expression {
    this.enter()
    const expression = this.#parse(this)
    this.leave()
    return expression
  }

  enter(): void {
    if (++this.#depth > deepest) this.fail(`brackets are nested too deep`)
  }

  leave(): void {
    this.#depth--
  }

  /** Notes where the node stands, from `start` to where the last token ended. */
  mark<N extends object>(node: N, start: number, end: number = this.previousEnd): N {
    this.ranges?.set(node, { start, end })
    return Object.freeze(node)
  }
}
