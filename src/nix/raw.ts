import { NixSyntaxError } from './error.ts'
import { excerpt, type NixParseError } from './parse/errors.ts'
import { parseNix } from './parse/index.ts'

/** Stands for a value of TypeScript in a text of Nix as its user sees it. */
export const hole = '${…}'

/** Raw Nix that is none; in `text`, a {@link hole} stands for each value. */
export class NixTextError extends NixSyntaxError {
  readonly text: string
  readonly error: NixParseError

  constructor(text: string, error: NixParseError) {
    super(describeTextError(text, error))
    this.text = text
    this.error = error
  }
}

/** What is wrong, at which line and column of the text, and that line. */
export function describeTextError(text: string, error: NixParseError): string {
  return `${error.message} at line ${error.line}, column ${error.column}\n${excerpt(text, error)}`
}

/** The text, or a {@link NixTextError} if Nix could not read it. */
export function checkRaw(text: string): string {
  if (text.trim() === '') throw new NixSyntaxError('raw Nix is empty')
  const result = parseNix(text)
  if ('error' in result) throw new NixTextError(text, result.error)
  return text
}

/**
 * How raw text holds together. `closed`: one unit wherever it stands, a variable, a string or a bracket. `selection`:
 * `a.b`. `open`: it may be anything.
 */
export function rawShape(text: string): 'closed' | 'selection' | 'open' {
  const result = parseNix(text.trim())
  if ('error' in result || result.endsInComment) return 'open'
  switch (result.expression.kind) {
    case 'identifier':
    case 'indentedString':
    case 'searchPath':
    case 'attrSet':
    case 'list':
    case 'parens':
      return 'closed'
    case 'string':
      // A URI would go on with what follows it.
      return text.trimEnd().endsWith('"') ? 'closed' : 'open'
    case 'select':
      return result.expression.fallback ? 'open' : 'selection'
    default:
      return 'open'
  }
}

/** Whether what follows the text, without blanks around it, on its last line would be taken for a comment. */
export function endsInComment(text: string): boolean {
  const result = parseNix(text.trim())
  return 'error' in result || result.endsInComment
}
