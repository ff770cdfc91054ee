import { floatLiteral, subnormalFloat } from '../numbers.ts'
import type { Expression, Identifier, Name } from '../syntax.ts'
import { parseAttrPath, parseSet } from './attributes.ts'
import { parseIndented } from './indented-strings.ts'
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
    const argument = parseSelect(p, p.start)
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

/** `a.b or c` */
function parseSelect(p: Parsing, start: number, first?: Expression): Expression {
  const expression = first ?? parseTerm(p)
  if (p.kind === token.dot) {
    p.advance()
    const path = parseAttrPath(p)
    if (p.kind !== token.orWord) return p.mark({ kind: 'select', expression, path }, start)
    p.advance()
    p.enter()
    const fallback = parseSelect(p, p.start)
    p.leave()
    return p.mark({ kind: 'select', expression, path, fallback }, start)
  }
  if (p.kind !== token.orWord) return expression
  // A function may be given a variable of the name `or`, and nothing else may.
  const or = p.start
  p.advance()
  const argument = p.mark<Identifier>({ kind: 'identifier', name: 'or' }, or)
  return p.mark({ kind: 'apply', callee: expression, argument }, start)
}

/** What is closed in itself. */
function parseTerm(p: Parsing): Expression {
  const { start } = p
  switch (p.kind) {
    case token.identifier: {
      const name = p.written()
      p.advance()
      return p.mark({ kind: 'identifier', name }, start)
    }
    case token.int:
    case token.float:
      return parseNumber(p)
    case token.quote: {
      const parts = parseQuoted(p)
      return p.mark({ kind: 'string', parts }, start)
    }
    case token.indentedQuote:
      return parseIndented(p)
    case token.path:
    case token.homePath:
      return parsePath(p)
    case token.searchPath: {
      const path = p.text.slice(start + 1, p.end - 1)
      p.advance()
      return p.mark({ kind: 'searchPath', path }, start)
    }
    case token.uri: {
      const text = p.written()
      p.advance()
      return p.mark(
        { kind: 'string', parts: Object.freeze([Object.freeze({ kind: 'text', text } as const)]) },
        start,
      )
    }
    case token.openParen: {
      p.advance()
      const expression = p.expression()
      p.expect(token.closeParen, ')')
      return p.mark({ kind: 'parens', expression }, start)
    }
    case token.openBracket:
      return parseList(p)
    case token.openBrace:
      p.advance()
      return parseSet(p, false, start)
    case token.recWord:
      p.advance()
      p.expect(token.openBrace, '{')
      return parseSet(p, true, start)
    case token.letWord: {
      p.advance()
      const set = p.start
      p.expect(token.openBrace, '{')
      return parseLetSet(p, start, set)
    }
    default:
      return p.unexpected()
  }
}

/** `let { …; body = …; }`, an old way to say `(rec { … }).body`. The brace has been read. */
export function parseLetSet(p: Parsing, start: number, setStart: number): Expression {
  const expression = parseSet(p, true, setStart)
  return p.mark({ kind: 'select', expression, path: body }, start)
}

function parseList(p: Parsing): Expression {
  const { start } = p
  p.advance()
  p.enter()
  const elements: Expression[] = []
  while (beginsTerm(p)) elements.push(parseSelect(p, p.start))
  p.leave()
  if (p.kind !== token.closeBracket) p.unexpected()
  p.advance()
  return p.mark({ kind: 'list', elements: Object.freeze(elements) }, start)
}

function parseNumber(p: Parsing): Expression {
  const { start } = p
  const source = p.written()
  if (p.kind === token.int) {
    const value = BigInt(source)
    if (value > highestInt) p.fail(`invalid integer '${source}'`)
    p.advance()
    return p.mark({ kind: 'int', value, ...(String(value) !== source && { source }) }, start)
  }
  const value = Number(source)
  const lost = subnormalFloat(value) || (value === 0 && /[1-9]/.test(source.replace(/[Ee].*/, '')))
  if (!Number.isFinite(value) || lost) p.fail(`invalid float '${source}'`)
  p.advance()
  return p.mark({ kind: 'float', value, ...(floatLiteral(value) !== source && { source }) }, start)
}
