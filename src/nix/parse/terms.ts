import { floatLiteral, subnormalFloat } from '../numbers.ts'
import type {
  Expression,
  Float,
  Identifier,
  Int,
  List,
  Name,
  Parens,
  SearchPath,
  Select,
  StringLiteral,
  Trivium,
} from '../syntax.ts'
import { type OpenBrace, parseSelectors, parseSet } from './attributes.ts'
import { parseIndented } from './indented-strings.ts'
import { kept, keptLast, keptSelf } from './kept.ts'
import { mindOr, mindUri } from './lints.ts'
import type { Parsing } from './parsing.ts'
import { parsePath } from './paths.ts'
import { parseQuoted } from './strings.ts'
import { token } from './tokens.ts'

const body: readonly Name[] = Object.freeze([Object.freeze({ kind: 'name', name: 'body' } as const)])
const highestInt = 2n ** 63n - 1n

/** `f a b`. `first` is a term that has been read already. */
export function parseApplication(p: Parsing, start: number, first?: Expression): Expression {
  let callee = parseSelect(p, start, first)
  while (beginsTerm(p)) {
    const argument = parseOperand(p)
    callee = p.mark({ kind: 'apply', callee, argument }, start)
  }
  return callee
}

function beginsTerm(p: Parsing): boolean {
  switch (p.kind) {
    case token.identifier:
    case token.int:
    case token.float:
    case token.quote:
    case token.indentedQuote:
    case token.path:
    case token.homePath:
    case token.searchPath:
    case token.uri:
    case token.letWord:
    case token.recWord:
    case token.openBrace:
    case token.openParen:
    case token.openBracket:
      return true
    default:
      return false
  }
}

/** What is selected from a term, as an argument, an element or a fallback. */
function parseOperand(p: Parsing): Expression {
  const { start } = p
  const operand = parseSelect(p, start)
  mindOr(p, operand, start)
  return operand
}

/** `a.b or c` */
function parseSelect(p: Parsing, start: number, first?: Expression): Expression {
  const expression = first ?? parseTerm(p)
  if (p.kind === token.dot) {
    const path = parseSelectors(p)
    if (p.kind !== token.orWord) return p.mark({ kind: 'select', expression, path }, start)
    const or = p.around
    p.advance()
    p.enter()
    const fallback = parseOperand(p)
    p.leave()
    const tokens = or && kept({ or })
    return p.mark<Select>({ kind: 'select', expression, path, fallback }, start, p.previousEnd, tokens)
  }
  if (p.kind !== token.orWord) return expression
  // A function may be given a variable of the name `or`, and nothing else may.
  const { start: or, around } = p
  p.advance()
  const argument = p.mark<Identifier>({ kind: 'identifier', name: 'or' }, or, p.previousEnd, keptSelf(around))
  return p.mark({ kind: 'apply', callee: expression, argument }, start)
}

/** What is closed in itself. */
function parseTerm(p: Parsing): Expression {
  const { start, around } = p
  switch (p.kind) {
    case token.identifier: {
      const name = p.word()
      p.advance()
      return p.mark<Identifier>({ kind: 'identifier', name }, start, p.previousEnd, keptSelf(around))
    }
    case token.int:
    case token.float:
      return parseNumber(p)
    case token.quote: {
      const parts = parseQuoted(p)
      return p.mark<StringLiteral>({ kind: 'string', parts }, start, p.previousEnd, keptSelf(around))
    }
    case token.indentedQuote:
      return parseIndented(p)
    case token.path:
    case token.homePath:
      return parsePath(p)
    case token.searchPath: {
      const path = p.text.slice(start + 1, p.end - 1)
      p.advance()
      return p.mark<SearchPath>({ kind: 'searchPath', path }, start, p.previousEnd, keptSelf(around))
    }
    case token.uri: {
      const text = p.written()
      mindUri(p)
      p.advance()
      const parts = Object.freeze([Object.freeze({ kind: 'text', text } as const)])
      return p.mark<StringLiteral>({ kind: 'string', parts }, start, p.previousEnd, keptSelf(around))
    }
    case token.openParen: {
      p.advance()
      const expression = p.expression()
      const last = p.takeAbove()
      const close = p.around
      p.expect(token.closeParen, ')')
      const tokens = around && { ...kept({ '(': around, ')': close }), ...keptLast(last) }
      return p.mark<Parens>({ kind: 'parens', expression }, start, p.previousEnd, tokens)
    }
    case token.openBracket:
      return parseList(p)
    case token.openBrace:
      p.advance()
      return parseSet(p, false, { start, open: around })
    case token.recWord: {
      p.advance()
      const brace = { start, open: p.around, word: around }
      p.expect(token.openBrace, '{')
      return parseSet(p, true, brace)
    }
    case token.letWord: {
      p.advance()
      const brace = { start: p.start, open: p.around, word: around }
      p.expect(token.openBrace, '{')
      return parseLetSet(p, start, brace)
    }
    default:
      return p.unexpected()
  }
}

/** `let { …; body = …; }`, an old way to say `(rec { … }).body`. The brace has been read. */
export function parseLetSet(p: Parsing, start: number, brace: OpenBrace): Expression {
  const expression = parseSet(p, true, brace)
  return p.mark({ kind: 'select', expression, path: body, oldLet: true }, start)
}

function parseList(p: Parsing): Expression {
  const { start, around: open } = p
  p.advance()
  p.enter()
  const elements: Expression[] = []
  const above: (readonly Trivium[])[] = []
  while (beginsTerm(p)) {
    if (open) above.push(p.takeAbove())
    elements.push(parseOperand(p))
  }
  p.leave()
  if (p.kind !== token.closeBracket) p.unexpected()
  const last = p.takeAbove()
  const { start: closeStart, around: close } = p
  p.advance()
  const tokens = open && {
    ...kept({ '[': open, ']': close }),
    ...keptLast(last),
    ...(above.some((trivia) => trivia.length > 0) && { above }),
    ...(p.broken(start, closeStart) && { multiline: true }),
  }
  return p.mark<List>({ kind: 'list', elements: p.freeze(elements) }, start, p.previousEnd, tokens)
}

function parseNumber(p: Parsing): Expression {
  const { start, around } = p
  const source = p.written()
  if (p.kind === token.int) {
    const value = BigInt(source)
    const tooHigh = value > highestInt
    if (tooHigh && !p.trivia) p.fail(`invalid integer '${source}'`)
    p.advance()
    const node: Int = { kind: 'int', value, ...((tooHigh || String(value) !== source) && { source }) }
    return p.mark(node, start, p.previousEnd, keptSelf(around))
  }
  const value = Number(source)
  const lost = subnormalFloat(value) || (value === 0 && /[1-9]/.test(source.replace(/[Ee].*/, '')))
  const unusable = !Number.isFinite(value) || lost
  if (unusable && !p.trivia) p.fail(`invalid float '${source}'`)
  p.advance()
  const node: Float = {
    kind: 'float',
    value,
    ...((unusable || floatLiteral(value) !== source) && { source }),
  }
  return p.mark(node, start, p.previousEnd, keptSelf(around))
}
