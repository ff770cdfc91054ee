import type { Assert, Expression, Identifier, If, Lambda, Let, With } from '../syntax.ts'
import { type FirstWord, parseBindings, parseSet } from './attributes.ts'
import { parseFormals } from './formals.ts'
import { parseOperators } from './operators.ts'
import type { Parsing } from './parsing.ts'
import { parseLetSet } from './terms.ts'
import { token } from './tokens.ts'

/** What an expression begins with, all but the expression at its end. */
type Opening = (
  | Omit<Lambda, 'body'>
  | Omit<With, 'body'>
  | Omit<Assert, 'body'>
  | Omit<Let, 'body'>
  | Omit<If, 'alternative'>
) & { readonly start: number }

/** Any expression. Those that reach to its end, such as `x: y: …` or `else if …`, need no stack. */
export function parseExpression(p: Parsing): Expression {
  const openings: Opening[] = []
  let expression = parseOpening(p, openings)
  while (expression === undefined) expression = parseOpening(p, openings)
  for (let opening = openings.pop(); opening; opening = openings.pop()) {
    const { start, ...rest } = opening
    expression = p.mark(
      rest.kind === 'if' ? { ...rest, alternative: expression } : { ...rest, body: expression },
      start,
    )
  }
  return expression
}

/** Adds an opening, or yields the expression that stands at the end of them all. */
function parseOpening(p: Parsing, openings: Opening[]): Expression | undefined {
  const { start } = p
  switch (p.kind) {
    case token.identifier:
      return parseWord(p, openings)
    case token.openBrace:
      p.advance()
      return parseBrace(p, openings, start)
    case token.withWord: {
      p.advance()
      const scope = p.expression()
      p.expect(token.semicolon, ';')
      openings.push({ kind: 'with', scope, start })
      return undefined
    }
    case token.assertWord: {
      p.advance()
      const condition = p.expression()
      p.expect(token.semicolon, ';')
      openings.push({ kind: 'assert', condition, start })
      return undefined
    }
    case token.ifWord: {
      p.advance()
      const condition = p.expression()
      p.expect(token.thenWord, 'then')
      const consequent = p.expression()
      p.expect(token.elseWord, 'else')
      openings.push({ kind: 'if', condition, consequent, start })
      return undefined
    }
    case token.letWord:
      return parseLet(p, openings)
    default:
      return parsePipes(p, start)
  }
}

/** A variable, or a function of one argument. */
function parseWord(p: Parsing, openings: Opening[]): Expression | undefined {
  const word: FirstWord = { name: p.written(), start: p.start, end: p.end }
  const { name, start, end } = word
  p.advance()
  if (p.kind === token.colon) {
    const parameter = p.mark({ kind: 'identifier', name } as const, start, end)
    p.advance()
    openings.push({ kind: 'lambda', parameter, start })
    return undefined
  }
  if (p.kind === token.at) {
    p.advance()
    const brace = p.start
    p.expect(token.openBrace, '{')
    const parameter = parseFormals(p, { start: brace, as: word })
    p.advance()
    openings.push({ kind: 'lambda', parameter, start })
    return undefined
  }
  return parsePipes(p, start, p.mark<Identifier>({ kind: 'identifier', name }, start, end))
}

/** A set, or a function of formals: only what follows the brace tells which. */
function parseBrace(p: Parsing, openings: Opening[], start: number): Expression | undefined {
  let first: FirstWord | undefined
  switch (p.kind) {
    case token.closeBrace: {
      const set = parseSet(p, false, start)
      if (p.kind !== token.colon && p.kind !== token.at) return parsePipes(p, start, set)
      p.end = p.previousEnd - 1
      p.advance()
      break
    }
    case token.ellipsis:
      break
    case token.identifier:
      first = { name: p.written(), start: p.start, end: p.end }
      p.advance()
      if (p.kind === token.dot || p.kind === token.assign)
        return parsePipes(p, start, parseSet(p, false, start, first))
      if (p.kind !== token.comma && p.kind !== token.question && p.kind !== token.closeBrace)
        p.unexpected("'.' or '='")
      break
    default:
      return parsePipes(p, start, parseSet(p, false, start))
  }
  const parameter = parseFormals(p, { start, ...(first && { first }) })
  p.advance()
  openings.push({ kind: 'lambda', parameter, start })
  return undefined
}

function parseLet(p: Parsing, openings: Opening[]): Expression | undefined {
  const { start } = p
  p.advance()
  const behind = p.start
  if (p.kind === token.openBrace) {
    p.advance()
    return parsePipes(p, start, parseLetSet(p, start, behind))
  }
  const { bindings, table } = parseBindings(p, 'in')
  p.advance()
  if (table.dynamicAt !== undefined) p.fail('dynamic attributes not allowed in let', table.dynamicAt)
  openings.push({ kind: 'let', bindings, start })
  return undefined
}

/** Operators, and around them `|>` and `<|`, which bind less than any other and do not mix. */
function parsePipes(p: Parsing, start: number, first?: Expression): Expression {
  let expression = parseOperators(p, start, first)
  if (p.kind !== token.pipeInto && p.kind !== token.pipeFrom) return expression
  if (!p.pipes)
    p.fail(
      "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it",
    )
  if (p.kind === token.pipeInto) {
    while (p.kind === token.pipeInto) {
      p.advance()
      const callee = parseOperators(p, p.start)
      expression = p.mark({ kind: 'apply', callee, argument: expression }, start)
    }
    return expression
  }
  const callees = [expression]
  while (p.kind === token.pipeFrom) {
    p.advance()
    callees.push(parseOperators(p, p.start))
  }
  return callees.reduceRight((argument, callee) => p.mark({ kind: 'apply', callee, argument }, start))
}
