import type { Diagnostic } from '../../fleet/problem.ts'
import { format } from '../../nix/format.ts'
import { excerpt, type NixParseError } from '../../nix/parse/errors.ts'
import { text } from '../text/fmt.ts'

/** The formatted text, or what is wrong with it. */
export type Formatted = { readonly formatted: string } | { readonly mistake: Diagnostic }

/** Formats the bytes of a file, or those of the standard input where none is named. `shown` is its name for people. */
export function formatBytes(
  bytes: Uint8Array,
  file?: string,
  shown?: string,
): Formatted & { readonly given: string } {
  let given: string
  try {
    given = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { given: '', mistake: refusal('cannot-read', text.notText(shown)) }
  }
  const result = format(given)
  return 'text' in result
    ? { given, formatted: result.text }
    : { given, mistake: syntaxMistake(given, result.error, file) }
}

function syntaxMistake(given: string, error: NixParseError, file: string | undefined): Diagnostic {
  const { message, line, column } = error
  const about = { code: 'nix-syntax', severity: 'error', hint: text.untouched } as const
  if (file !== undefined) return { ...about, message, at: [{ file, line, column }] }
  return { ...about, message: `${message}\n${text.atInput(line, column)}\n${excerpt(given, error)}`, at: [] }
}

/** The file system, or what is in a file, stands against it. */
export function refusal(code: 'cannot-read' | 'cannot-write', message: string): Diagnostic {
  return { code, severity: 'error', message, at: [] }
}
