import type { AttrSet, Expression, IndentedString, Trivium } from '../syntax.ts'
import type { AttrTable } from './attr-table.ts'
import { Lexer } from './lexer.ts'
import type { Lints, ParseWarning } from './lints.ts'
import { nothing } from './trivia.ts'

/** From where to where a node reaches in the text. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface ParseOptions {
  /** Read `|>` and `<|`, which Nix knows only where it is told so. Off unless said otherwise. */
  readonly pipes?: boolean
  /** Syntax to be minded that Nix reads without a word otherwise. */
  readonly lints?: Lints | undefined
  /** Is told what is advised against. */
  readonly warn?: (warning: ParseWarning) => void
  /** What a place in the text is called before its line and column, where a message names a second one: `file:`. */
  readonly origin?: string
  /** How deep brackets may be nested, 500 unless there is much of a stack. */
  readonly deepest?: number
  /** Is given the place of every node of the tree. */
  readonly ranges?: Map<object, Range>
  /** Every node knows its place itself ({@link Range}), and nothing is frozen: for one who reads the tree once and fast. */
  readonly placed?: boolean
  /**
   * Keep comments and spelling, and where the layout depends on it, whether tokens stood on one line (inside
   * interpolations in any case, as the official formatter does). What is not wrong with the syntax is then no matter: a
   * name that is bound twice, one of `let` that only evaluation knows, a number that is too high.
   */
  readonly trivia?: 'comments' | 'comments and lines'
}

/** Each level takes some of the stack. */
const usualDepth = 500

/** All that the parsers of the parts of the language share. */
export class Parsing extends Lexer {
  readonly #deepest: number
  readonly lints: Lints
  readonly warn: ParseOptions['warn']
  readonly origin: string
  /** Whether it is noted which tokens stand on one line. */
  keepsLines: boolean
  /** The text ended inside a string. */
  inString = false
  readonly ranges: Map<object, Range> | undefined
  readonly #placed: boolean
  /** What each set binds: a set can be merged with another that follows. */
  readonly tables: Map<AttrSet, AttrTable> = new Map()
  /** Strings without interpolation that Nix puts together from pieces, and so does not take for plain names. */
  readonly pieced: Set<IndentedString> = new Set()
  readonly #parse: (parsing: Parsing) => Expression
  #depth = 0

  constructor(text: string, parse: (parsing: Parsing) => Expression, options: ParseOptions) {
    super(text, options.trivia !== undefined, options.pipes ?? false)
    this.#parse = parse
    this.#deepest = options.deepest ?? usualDepth
    this.lints = options.lints ?? {}
    this.warn = options.warn
    this.origin = options.origin ?? ''
    this.ranges = options.ranges
    this.#placed = options.placed ?? false
    this.keepsLines = options.trivia === 'comments and lines'
  }

  /** Parses an expression, whatever operators and keywords it consists of. */
  expression(): Expression {
    this.enter()
    const expression = this.#parse(this)
    this.leave()
    return expression
  }

  enter(): void {
    if (++this.#depth > this.#deepest) this.fail(`brackets are nested too deep`)
  }

  leave(): void {
    this.#depth--
  }

  /**
   * Notes where the node stands, from `start` to where the last token ended, and what is kept of its comments.
   */
  mark<N extends object>(
    node: N,
    start: number,
    end: number = this.previousEnd,
    kept: Partial<N> | undefined = undefined,
  ): N {
    if (kept !== undefined) Object.assign(node, kept)
    if (this.#placed) {
      const placed = node as N & { start: number; end: number }
      placed.start = start
      placed.end = end
      return node
    }
    this.ranges?.set(node, { start, end })
    return Object.freeze(node)
  }

  /** Keeps anyone from changing what is in the tree. */
  freeze<T extends object>(part: T): Readonly<T> {
    return this.#placed ? part : Object.freeze(part)
  }

  /** Takes what stands above the token at hand away from it, if there is something. */
  takeAbove(): readonly Trivium[] {
    const above = this.around?.before ?? nothing
    if (above.length > 0) this.around!.before = nothing
    return above
  }

  /** Whether the lines are kept and the text has a line break between the offsets. */
  broken(from: number, to: number): boolean {
    if (!this.keepsLines) return false
    const next = this.text.indexOf('\n', from)
    return next !== -1 && next < to
  }
}
