import type { Assert, Binary, Expression, Identifier, If, Lambda, Let, With } from '../syntax.ts'
import { emptySet, type FirstWord, type OpenBrace, parseBindings, parseSet } from './attributes.ts'
import { finishFormals, type Header, parseFormals } from './formals.ts'
import { kept, keptLast, keptSelf } from './kept.ts'
import { parseOperators } from './operators.ts'
import type { Parsing } from './parsing.ts'
import { parseLetSet } from './terms.ts'
import { token } from './tokens.ts'
import type { OpenAround } from './trivia.ts'

/** Makes the expression that begins with what has been read, of what it ends with. */
type Opening = (end: Expression) => Expression

/** Any expression. Those that reach to its end, such as `x: y: …` or `else if …`, need no stack. */
export function parseExpression(p: Parsing): Expression {
  const openings: Opening[] = []
  let expression = parseOpening(p, openings)
  while (expression === undefined) expression = parseOpening(p, openings)
  for (let opening = openings.pop(); opening; opening = openings.pop()) expression = opening(expression)
  return expression
}

/** Adds an opening, or yields the expression that stands at the end of them all. */
function parseOpening(p: Parsing, openings: Opening[]): Expression | undefined {
  const { start, around: word } = p
  switch (p.kind) {
    case token.identifier:
      return parseWord(p, openings)
    case token.openBrace:
      p.advance()
      return parseBrace(p, openings, { start, open: word })
    case token.withWord: {
      p.advance()
      const scope = p.expression()
      const semicolon = p.around
      p.expect(token.semicolon, ';')
      const tokens = word && kept({ with: word, ';': semicolon })
      openings.push((body) => p.mark<With>({ kind: 'with', scope, body }, start, p.previousEnd, tokens))
      return undefined
    }
    case token.assertWord: {
      p.advance()
      const condition = p.expression()
      const semicolon = p.around
      p.expect(token.semicolon, ';')
      const tokens = word && kept({ assert: word, ';': semicolon })
      openings.push((body) =>
        p.mark<Assert>({ kind: 'assert', condition, body }, start, p.previousEnd, tokens),
      )
      return undefined
    }
    case token.ifWord: {
      p.advance()
      const condition = p.expression()
      const then = p.around
      p.expect(token.thenWord, 'then')
      const consequent = p.expression()
      const otherwise = p.around
      p.expect(token.elseWord, 'else')
      const tokens = word && kept({ if: word, then, else: otherwise })
      openings.push((alternative) => {
        const node: If = { kind: 'if', condition, consequent, alternative }
        return p.mark(node, start, p.previousEnd, tokens)
      })
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
  const word: FirstWord = { name: p.word(), start: p.start, end: p.end, around: p.around }
  const { name, start, end, around } = word
  p.advance()
  if (p.kind === token.colon) {
    const parameter = p.mark<Identifier>({ kind: 'identifier', name }, start, end, keptSelf(around))
    pushLambda(p, openings, { parameter }, start)
    return undefined
  }
  if (p.kind === token.at) {
    const at = p.around
    p.advance()
    const brace = { start: p.start, open: p.around }
    p.expect(token.openBrace, '{')
    pushLambda(p, openings, parseFormals(p, { ...brace, as: word, at }), start)
    return undefined
  }
  return parsePipes(p, start, p.mark<Identifier>({ kind: 'identifier', name }, start, end, keptSelf(around)))
}

/** A function of which the colon is at hand. */
function pushLambda(p: Parsing, openings: Opening[], header: Header, start: number): void {
  const { parameter, duplicate } = header
  const { start: colonStart, around: colon } = p
  p.advance()
  const afterSet = parameter.kind === 'formals' && parameter.as === undefined
  const tokens = colon && {
    ...kept({ ':': colon }),
    ...(afterSet && p.broken(colonStart, p.start) && { bodyBelow: true }),
  }
  openings.push((body) => {
    if (duplicate) p.fail(`duplicate formal function argument '${duplicate.name}'`, duplicate.at)
    return p.mark<Lambda>({ kind: 'lambda', parameter, body }, start, p.previousEnd, tokens)
  })
}

/** A set, or a function of formals: only what follows the brace tells which. */
function parseBrace(p: Parsing, openings: Opening[], brace: OpenBrace): Expression | undefined {
  const { start } = brace
  let first: FirstWord | undefined
  switch (p.kind) {
    case token.closeBrace: {
      const close = { start: p.start, around: p.around }
      p.advance()
      if (p.kind !== token.colon && p.kind !== token.at)
        return parsePipes(p, start, emptySet(p, brace, close))
      pushLambda(p, openings, finishFormals(p, brace, { formals: [], places: [], close }), start)
      return undefined
    }
    case token.ellipsis:
      break
    case token.identifier:
      first = { name: p.word(), start: p.start, end: p.end, around: p.around }
      p.advance()
      if (p.kind === token.dot || p.kind === token.assign)
        return parsePipes(p, start, parseSet(p, false, brace, first))
      if (p.kind !== token.comma && p.kind !== token.question && p.kind !== token.closeBrace)
        p.unexpected("'.' or '='")
      break
    default:
      return parsePipes(p, start, parseSet(p, false, brace))
  }
  pushLambda(p, openings, parseFormals(p, { ...brace, first }), start)
  return undefined
}

function parseLet(p: Parsing, openings: Opening[]): Expression | undefined {
  const { start, around: word } = p
  p.advance()
  const brace = { start: p.start, open: p.around, word }
  if (p.kind === token.openBrace) {
    p.advance()
    return parsePipes(p, start, parseLetSet(p, start, brace))
  }
  const { bindings, table } = parseBindings(p, 'let')
  const last = p.takeAbove()
  const inWord = p.around
  p.advance()
  if (table.isDynamic && !p.trivia) p.fail('dynamic attributes not allowed in let', start)
  const tokens = word && { ...kept({ let: word, in: inWord }), ...keptLast(last) }
  openings.push((body) => p.mark<Let>({ kind: 'let', bindings, body }, start, p.previousEnd, tokens))
  return undefined
}

/** Operators, and around them `|>` and `<|`, which bind less than any other and do not mix. */
function parsePipes(p: Parsing, start: number, first?: Expression): Expression {
  const expression = parseOperators(p, start, first)
  if (p.kind !== token.pipeInto && p.kind !== token.pipeFrom) return expression
  const kind = p.kind
  const operands = [expression]
  const starts = [start]
  const arounds: (OpenAround | undefined)[] = []
  while (p.kind === kind) {
    arounds.push(p.around)
    p.advance()
    starts.push(p.start)
    operands.push(parseOperators(p, p.start))
  }
  const pipe = (left: Expression, right: Expression, index: number, from: number): Expression => {
    const tokens = arounds[index] && kept({ operator: arounds[index] })
    const operator = kind === token.pipeInto ? '|>' : '<|'
    return p.mark<Binary>({ kind: 'binary', operator, left, right }, from, p.previousEnd, tokens)
  }
  return kind === token.pipeInto
    ? operands.reduce((left, right, index) => pipe(left, right, index - 1, start))
    : operands.reduceRight((right, left, index) => pipe(left, right, index, starts[index]!))
}
