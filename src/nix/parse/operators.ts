import type { Annotated, BinaryOperator, Expression, HasAttr, UnaryOperator } from '../syntax.ts'
import { parseAttrPath } from './attributes.ts'
import { kept } from './kept.ts'
import type { Parsing } from './parsing.ts'
import { parseApplication } from './terms.ts'
import { type Token, token } from './tokens.ts'

type Side = 'left' | 'right' | 'none'

interface Operator {
  readonly written: BinaryOperator
  /** The higher, the tighter it binds. */
  readonly level: number
  readonly side: Side
}

const levels: readonly (readonly [Side, readonly (readonly [Token, BinaryOperator])[]])[] = [
  ['right', [[token.implies, '->']]],
  ['left', [[token.orOperator, '||']]],
  ['left', [[token.and, '&&']]],
  [
    'none',
    [
      [token.equal, '=='],
      [token.notEqual, '!='],
    ],
  ],
  [
    'none',
    [
      [token.less, '<'],
      [token.greater, '>'],
      [token.lessOrEqual, '<='],
      [token.greaterOrEqual, '>='],
    ],
  ],
  ['right', [[token.update, '//']]],
  // The level of `!`.
  ['none', []],
  [
    'left',
    [
      [token.plus, '+'],
      [token.minus, '-'],
    ],
  ],
  [
    'left',
    [
      [token.times, '*'],
      [token.divide, '/'],
    ],
  ],
  ['right', [[token.concat, '++']]],
]
const notLevel = 6
const hasAttrLevel = 10
const negateLevel = 11

const operators: readonly (Operator | undefined)[] = (() => {
  const byToken: (Operator | undefined)[] = Array.from({ length: token.divide + 1 })
  levels.forEach(([side, entries], level) => {
    for (const [kind, written] of entries) byToken[kind] = { written, level, side }
  })
  return byToken
})()

/** An operator that waits for what stands on its right. */
interface Waiting {
  readonly level: number
  /** What stands on its left, for an operator between two operands. */
  readonly left: Expression | undefined
  readonly operator: BinaryOperator | UnaryOperator
  readonly start: number
  readonly tokens: Annotated | undefined
}

/** Operands and operators. `first` is a term that has been read already. Long chains need no stack. */
export function parseOperators(p: Parsing, start: number, first?: Expression): Expression {
  if (first || (p.kind !== token.not && p.kind !== token.minus)) {
    const only = parseApplication(p, start, first)
    if (p.kind !== token.question && operators[p.kind] === undefined) return only
    return new Chain(p).parse(only, start)
  }
  return new Chain(p).parse(undefined, start)
}

class Chain {
  readonly #p: Parsing
  readonly #waiting: Waiting[] = []

  constructor(p: Parsing) {
    this.#p = p
  }

  parse(first: Expression | undefined, at: number): Expression {
    const p = this.#p
    let operand = first ?? this.#operand()
    let start = first ? at : this.#start
    for (;;) {
      const operator = operators[p.kind]
      const isHasAttr = p.kind === token.question
      const level = isHasAttr ? hasAttrLevel : (operator?.level ?? -1)
      for (let top = this.#waiting.at(-1); top && top.level >= level; top = this.#waiting.at(-1)) {
        if (top.level === level && operator?.side === 'none') p.unexpected()
        if (top.level === level && operator?.side === 'right') break
        this.#waiting.pop()
        operand = p.mark(combine(top, operand), top.start, p.previousEnd, top.tokens)
        start = top.start
      }
      const { around } = p
      if (isHasAttr) {
        p.advance()
        const path = parseAttrPath(p)
        const tokens = around && kept({ '?': around })
        operand = p.mark<HasAttr>(
          { kind: 'hasAttr', expression: operand, path },
          start,
          p.previousEnd,
          tokens,
        )
      } else if (operator === undefined) return operand
      else {
        p.advance()
        const tokens = around && kept({ operator: around })
        this.#waiting.push({ level, left: operand, operator: operator.written, start, tokens })
        operand = this.#operand()
        start = this.#start
      }
    }
  }

  /** Where the operand that was read last begins. */
  #start = 0

  #operand(): Expression {
    const p = this.#p
    while (p.kind === token.not || p.kind === token.minus) {
      const negates = p.kind === token.minus
      const operator = negates ? '-' : '!'
      const level = negates ? negateLevel : notLevel
      const { start, around } = p
      p.advance()
      const tokens = around && kept({ operator: around })
      this.#waiting.push({ level, left: undefined, operator, start, tokens })
    }
    this.#start = p.start
    return parseApplication(p, p.start)
  }
}

function combine({ left, operator }: Waiting, right: Expression): Expression {
  return left
    ? { kind: 'binary', operator: operator as BinaryOperator, left, right }
    : { kind: 'unary', operator: operator as UnaryOperator, operand: right }
}
