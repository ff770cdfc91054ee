import type { NixParseError } from './parse/errors.ts'
import { parseNix } from './parse/index.ts'
import type { LayoutOptions } from './print/layout.ts'
import { changeFirst } from './print/tokens.ts'
import { printRead } from './print.ts'
import { describeTextError } from './raw.ts'
import type { Expression } from './syntax.ts'

export interface FormatOptions extends LayoutOptions {
  /** The layout depends on the tokens alone, not on the lines on which they stood. Off unless said otherwise. */
  readonly strict?: boolean
}

export type FormatResult = { readonly text: string } | { readonly error: NixParseError }

/**
 * The text of a Nix file in the layout of the official formatter (RFC 166), or why it is none. The text means the same,
 * has all comments, and is given back as it is when it is formatted again.
 *
 * `format('{a=1;}')` yields `{ text: '{ a = 1; }\n' }`.
 */
export function format(text: string, options: FormatOptions = {}): FormatResult {
  const first = formatOnce(text, options)
  if ('error' in first) return first
  let formatted = first.text
  // A comment at the end of a line may come to stand right above another one, and then belongs with it.
  for (let before = text, pass = 1; formatted !== before && pass < mostPasses; pass++) {
    before = formatted
    const next = formatOnce(before, options)
    if ('error' in next)
      throw new Error(`what was formatted cannot be read: ${describeTextError(before, next.error)}`)
    formatted = next.text
  }
  return { text: formatted }
}

/** Two nearly always do; what still changes then would go back and forth. */
const mostPasses = 8

function formatOnce(text: string, options: FormatOptions): FormatResult {
  const trivia = options.strict ? 'comments' : 'comments and lines'
  const parsed = parseNix(text, { pipes: true, trivia })
  if ('error' in parsed) return { error: parsed.error }
  const { last = [] } = parsed
  return { text: printRead({ kind: 'file', expression: withoutBlankHead(parsed.expression), last }, options) }
}

/** Blank lines at the beginning are dropped, and so must not break what follows them. */
function withoutBlankHead(expression: Expression): Expression {
  return changeFirst(expression, (around) => {
    const { before = [] } = around
    if (before[0]?.kind !== 'blankLine') return around
    const begin = before.findIndex(({ kind }) => kind !== 'blankLine')
    return { ...around, before: begin === -1 ? [] : before.slice(begin) }
  })
}
