import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { Style } from './style.ts'

interface Excerpt {
  readonly source: string
  readonly place: DiagnosticPlace
  readonly style: Style
  /** Colours the caret. */
  readonly mark: (text: string) => string
  /** Lines shown before the one that is meant. */
  readonly before: number
  readonly width: number
}

/**
 * The line that is meant and those just before it, with numbers and a caret below:
 *
 * ```
 *  3 | nixos({
 *  4 |   networking: { hostName: 'web' },
 *    |                 ^^^^^^^^
 * ```
 */
export function renderExcerpt({ source, place, style, mark, before, width }: Excerpt): readonly string[] {
  const lines = source.split(/\r?\n/)
  const line = lines[place.line - 1]
  if (line === undefined) return []
  const gutter = String(place.line).length
  const room = Math.max(20, width - gutter - 6)
  // A long line is shown from where the place comes into sight.
  const from = place.column - 1 > room - 8 ? place.column - 1 - Math.floor(room / 2) : 0
  const cut = (text: string): string =>
    expand(from === 0 ? text.slice(0, room) : `…${text.slice(from + 1, from + room)}`)
  const numbered = (number: number | undefined, text: string): string =>
    `  ${style.quiet(`${String(number ?? '').padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`
  const shown: string[] = []
  for (let number = Math.max(1, place.line - before); number < place.line; number += 1) {
    const text = lines[number - 1]!
    if (text.trim() !== '') shown.push(numbered(number, cut(text)))
  }
  shown.push(numbered(place.line, cut(line)))
  const indent = ' '.repeat(expand(line.slice(from, place.column - 1)).length)
  const length = Math.min(tokenLength(line.slice(place.column - 1)), room - indent.length)
  shown.push(numbered(undefined, `${indent}${mark('^'.repeat(Math.max(1, length)))}`))
  return shown
}

function expand(text: string): string {
  return text.replaceAll('\t', '  ')
}

/** How far the word, number or string reaches that starts here. */
function tokenLength(text: string): number {
  return /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|[\w$]+(?:\.\w+)*)/.exec(text)?.[0].length ?? 1
}
