import type { Expression, Trivium } from '../syntax.ts'
import { lineAndColumn, type NixParseError, ParseFailure } from './errors.ts'
import { parseExpression } from './expressions.ts'
import { type ParseOptions, Parsing, type Range } from './parsing.ts'
import { token } from './tokens.ts'
import { freeVariables, unboundVariable } from './variables.ts'

export type { ParseOptions } from './parsing.ts'

export type ParseResult =
  | {
      readonly expression: Expression
      /** What is written behind the text on its last line would belong to a comment. */
      readonly endsInComment: boolean
      /** What stands at the end, if comments are kept. */
      readonly last?: readonly Trivium[]
    }
  | {
      readonly error: NixParseError
      /** The text ends inside a string, and nothing is wrong before. */
      readonly inString: boolean
    }

/**
 * The tree of a text of Nix, or what is wrong with it, as Nix itself reads it: a bound name is not bound twice, and
 * no attribute that only evaluation knows stands where Nix takes none. Whether variables are bound is not looked at;
 * `freeVariables` does that.
 *
 * Parentheses are kept, and how strings, numbers and names are spelled where the printer would write them otherwise.
 * Comments and line breaks are kept if that is asked for.
 */
export function parseNix(text: string, options: ParseOptions = {}): ParseResult {
  const p = new Parsing(text, parseExpression, options)
  try {
    p.advance()
    const expression = p.expression()
    if (p.kind !== token.end) p.unexpected('end of file')
    const endsInComment = p.commentEnd === text.length
    if (!p.trivia) return { expression, endsInComment }
    return { expression, endsInComment, last: [...p.takeAbove(), ...p.trivia.end()] }
  } catch (error) {
    const { message, offset } = failureOf(error, p)
    return { error: { message, offset, ...lineAndColumn(text, offset) }, inString: p.inString }
  }
}

/**
 * What is wrong with a text that is to be a file: it cannot be read, or names a variable that nothing binds. Nix itself
 * looks at both before it evaluates anything.
 */
export function mistakeInFile(text: string, parsed: ParseResult = parseNix(text)): NixParseError | undefined {
  if ('error' in parsed) return parsed.error
  if (unboundVariable(freeVariables(parsed.expression)) === undefined) return undefined
  const ranges = new Map<object, Range>()
  const again = parseNix(text, { ranges })
  if ('error' in again) return again.error
  const { name, node } = unboundVariable(freeVariables(again.expression))!
  const offset = ranges.get(node)!.start
  return { message: `undefined variable '${name}'`, offset, ...lineAndColumn(text, offset) }
}

function failureOf(error: unknown, p: Parsing): { readonly message: string; readonly offset: number } {
  if (error instanceof ParseFailure) return error
  // A caller that has used up most of the stack already.
  if (error instanceof RangeError) return { message: 'brackets are nested too deep', offset: p.start }
  throw error
}
