import { NixSyntaxError } from './error.ts'
import type { Interpolation, StringPart } from './syntax.ts'

/** A line of a string as it is written: source text and interpolations. */
export type StringLine = readonly (string | Interpolation)[]

/** The text, or a {@link NixSyntaxError} if no Nix string can hold it. */
export function checkText(text: string): string {
  if (text.includes('\0')) throw new NixSyntaxError('a Nix string cannot hold the character NUL')
  if (!text.isWellFormed()) throw new NixSyntaxError('a Nix string cannot hold half of a surrogate pair')
  return text
}

/** Whether a string reads better in `''`: it has several lines and is not blank. */
export function fitsIndented(parts: readonly StringPart[]): boolean {
  return (
    parts.some((part) => part.kind === 'text' && part.text.includes('\n')) &&
    parts.some((part) => part.kind === 'interpolation' || /\S/.test(part.text))
  )
}

const quotedEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/**
 * Text between `"`. `beforeInterpolation`: a `$` at the end must not meet the one of the `${` that follows.
 *
 * `a "b" ${c}` becomes `a \"b\" \${c}`.
 */
export function escapeQuoted(text: string, beforeInterpolation = false): string {
  return text
    .replace(/["\\\n\r\t]/g, (char) => quotedEscapes[char]!)
    .replace(beforeInterpolation ? /\$(?=\{|$)/g : /\$(?=\{)/g, '\\$')
}

/** The lines of a string in `"`, which has several only where a parser found them. */
export function quotedLines(parts: readonly StringPart[]): readonly StringLine[] {
  return toLines(parts, (text, index) => escapeQuoted(text, index + 1 < parts.length))
}

/** The lines of a path: one. */
export function sourceLines(parts: readonly StringPart[]): readonly StringLine[] {
  return toLines(parts, (text) => text)
}

/**
 * The lines of a string in `''`, without the indentation that the printer adds and Nix takes away again.
 * Nix takes away all that the lines have in common, and blanks on the last line: where the text itself would lose
 * some, one blank is escaped.
 */
export function indentedLines(parts: readonly StringPart[]): readonly StringLine[] {
  const guards = parts.every((part) => part.kind !== 'text' || part.source !== undefined)
    ? new Map<number, readonly number[]>()
    : blanksToGuard(parts)
  return toLines(parts, (text, index) => {
    const last = index + 1 === parts.length
    const at = (guards.get(index) ?? []).toSorted((a, b) => a - b)
    let source = ''
    let from = 0
    for (const blank of at) {
      source += `${escapeIndented(text.slice(from, blank), 'quote')}''\\ `
      from = blank + 1
    }
    return source + escapeIndented(text.slice(from), last ? 'quote' : 'interpolation')
  })
}

/** Whether a string is written on several lines. */
export function hasSeveralLines(parts: readonly StringPart[]): boolean {
  return parts.some((part) => part.kind === 'text' && (part.source ?? part.text).includes('\n'))
}

/**
 * The one line of a string in `''` as it is written in `"`, or nothing if it has several lines or what `"` would have to
 * escape.
 */
export function quotedAlike(parts: readonly StringPart[]): StringLine | undefined {
  if (hasSeveralLines(parts)) return undefined
  const [line = []] = indentedLines(parts)
  if (line.some((part) => typeof part === 'string' && /["\\]/.test(part))) return undefined
  return line.map((part) =>
    typeof part === 'string' ? part.replace(/''['$]/g, (found) => (found === "'''" ? "''" : '\\$')) : part,
  )
}

/** `next`: what follows the text, a quote (the end of the string, or an escape) or `${`. */
function escapeIndented(text: string, next: 'quote' | 'interpolation'): string {
  return text.replace(/'+|\$(?=\{|$)|\r/g, (found: string, at: number) => {
    const end = at + found.length
    if (found === '\r') return "''\\r"
    if (found === '$') return end < text.length || next === 'interpolation' ? "''$" : '$'
    const pairs = "'''".repeat(found.length >> 1)
    if (found.length % 2 === 0) return pairs
    // A single quote would make another token of the quote that begins what follows.
    return pairs + (quoteFollows(text, end, next) ? "''\\'" : "'")
  })
}

function quoteFollows(text: string, at: number, next: 'quote' | 'interpolation'): boolean {
  if (at === text.length) return next === 'quote'
  if (text.startsWith('\r', at) || text.startsWith('${', at)) return true
  return text.startsWith('$', at) && at + 1 === text.length && next === 'interpolation'
}

/** Which blanks to escape, as offsets into each text part. */
function blanksToGuard(parts: readonly StringPart[]): ReadonlyMap<number, readonly number[]> {
  const guards = new Map<number, number[]>()
  let lineStart: readonly [part: number, offset: number] | undefined = [0, 0]
  let firstIndented: readonly [part: number, offset: number] | undefined
  let firstBlank: readonly [part: number, offset: number] | undefined
  let common = Number.POSITIVE_INFINITY
  const content = (indentation: number): void => {
    if (lineStart === undefined) return
    if (indentation > 0) firstIndented ??= lineStart
    common = Math.min(common, indentation)
    lineStart = undefined
  }
  const guard = ([part, offset]: readonly [number, number]): void => {
    guards.set(part, [...(guards.get(part) ?? []), offset])
  }
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'interpolation') {
      const before = parts[index - 1]
      content(lineStart && before?.kind === 'text' && index > 0 ? before.text.length - lineStart[1] : 0)
      continue
    }
    if (part.source !== undefined) continue
    let offset = 0
    for (const line of part.text.split('\n')) {
      if (offset > 0) lineStart = [index, offset]
      const blanks = line.length - line.replace(/^ +/, '').length
      if (blanks < line.length) content(blanks)
      else if (blanks > 0 && lineStart !== undefined) firstBlank ??= lineStart
      offset += line.length + 1
    }
  }
  const last = parts.at(-1)
  if (lineStart !== undefined && last?.kind === 'text' && last.text.length > lineStart[1]) {
    guard(lineStart)
    common = 0
  }
  if (common === Number.POSITIVE_INFINITY && firstBlank !== undefined) guard(firstBlank)
  else if (common > 0 && firstIndented !== undefined) guard(firstIndented)
  return guards
}

function toLines(
  parts: readonly StringPart[],
  escaped: (text: string, index: number) => string,
): readonly StringLine[] {
  let line: (string | Interpolation)[] = []
  const lines: (string | Interpolation)[][] = [line]
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'interpolation') {
      line.push(part)
      continue
    }
    const [first = '', ...others] = (part.source ?? escaped(part.text, index)).split('\n')
    if (first !== '') line.push(first)
    for (const other of others) {
      line = other === '' ? [] : [other]
      lines.push(line)
    }
  }
  return lines
}
