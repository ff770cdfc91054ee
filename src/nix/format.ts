import type { NixParseError } from './parse/errors.ts'
import { parseNix } from './parse/index.ts'
import type { LayoutOptions } from './print/layout.ts'
import { changeFirst } from './print/tokens.ts'
import { printRead } from './print.ts'
import type { SourceFile } from './syntax.ts'

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
  const parsed = parseNix(text, {
    pipes: true,
    trivia: options.strict ? 'comments' : 'comments and lines',
  })
  if ('error' in parsed) return { error: parsed.error }
  const expression = changeFirst(parsed.expression, (around) => {
    const begin = around.before?.findIndex(({ kind }) => kind !== 'blankLine') ?? 0
    if (begin === 0 || around.before === undefined) return around
    return { ...around, before: begin === -1 ? [] : around.before.slice(begin) }
  })
  const file: SourceFile = { kind: 'file', expression, ...(parsed.last && { last: parsed.last }) }
  return { text: printRead(file, options) }
}
