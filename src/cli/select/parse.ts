import { nearest } from '../text/nearest.ts'
import { text } from '../text/select.ts'
import { type Field, fields, type Selection } from './selection.ts'

/** A selection that cannot be read: what is wrong, and at which character of it, from 0. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError'
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

interface Token {
  readonly text: string
  readonly at: number
}

/**
 * Reads an expression of terms, `not`, `and`, `or` (which bind in this order) and parentheses. A term is
 * a pattern for the name, or `tag:`, `class:`, `system:`, … and a pattern; `*` stands for any characters, `?`
 * for one. Throws `SelectionError`.
 */
export function parseSelection(input: string): Selection {
  const tokens: readonly Token[] = [...input.matchAll(/[()]|[^\s()]+/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }))
  let next = 0
  const peek = (): string | undefined => tokens[next]?.text
  const position = (): number => tokens[next]?.at ?? input.length

  function or(): Selection {
    let left = and()
    while (peek() === 'or') {
      next += 1
      left = { kind: 'or', left, right: and() }
    }
    return left
  }

  function and(): Selection {
    let left = not()
    while (peek() === 'and') {
      next += 1
      left = { kind: 'and', left, right: not() }
    }
    return left
  }

  function not(): Selection {
    if (peek() !== 'not') return primary()
    next += 1
    return { kind: 'not', of: not() }
  }

  function primary(): Selection {
    const at = position()
    const token = peek()
    if (token === undefined) throw new SelectionError(text.expectedTerm, at)
    if (token === 'and' || token === 'or' || token === ')')
      throw new SelectionError(text.termInsteadOf(token), at)
    next += 1
    if (token !== '(') return term(token, at)
    const inner = or()
    if (peek() !== ')') throw new SelectionError(text.unclosed, at)
    next += 1
    return inner
  }

  const selection = or()
  const rest = peek()
  if (rest !== undefined)
    throw new SelectionError(rest === ')' ? text.unopened : text.joinWith(rest), position())
  return selection
}

function term(token: string, at: number): Selection {
  const colon = token.indexOf(':')
  const field = colon < 0 ? 'name' : token.slice(0, colon)
  const pattern = token.slice(colon + 1)
  if (!isField(field)) throw new SelectionError(text.unknownField(field, nearest(field, fields)[0]), at)
  if (pattern === '') throw new SelectionError(text.emptyPattern(field), at)
  return { kind: 'term', field, pattern }
}

function isField(name: string): name is Field {
  return (fields as readonly string[]).includes(name)
}
