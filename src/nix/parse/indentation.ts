import type { Interpolation } from '../syntax.ts'
import { chars } from './characters.ts'

/** A piece of a string in `''`: as it is written, or an escape and what it stands for. */
export interface Piece {
  text: string
  readonly escape?: string
}

const { space, lineFeed } = chars

/** The blanks that all lines begin with. Blank lines do not count, and a line ends its blanks where an escape begins. */
function commonIndentation(pieces: readonly (Piece | Interpolation)[]): number {
  let least = Number.POSITIVE_INFINITY
  let current = 0
  let atLineStart = true
  for (const piece of pieces) {
    if ('kind' in piece || piece.escape !== undefined) {
      if (atLineStart) least = Math.min(least, current)
      atLineStart = false
      continue
    }
    const { text } = piece
    for (let at = 0; at < text.length; ) {
      if (!atLineStart) {
        const next = text.indexOf('\n', at)
        if (next === -1) break
        at = next
      }
      const code = text.charCodeAt(at++)
      if (code === lineFeed) {
        atLineStart = true
        current = 0
      } else if (code === space) current++
      else {
        atLineStart = false
        least = Math.min(least, current)
      }
    }
  }
  return least
}

/**
 * Takes the common indentation away, and the blanks of a last line that has nothing else. How much it was, infinite if
 * all lines are blank.
 */
export function stripIndentation(pieces: readonly (Piece | Interpolation)[]): number {
  const indentation = commonIndentation(pieces)
  let dropped = 0
  let atLineStart = true
  const strip = (text: string): string => {
    let kept = ''
    let from = 0
    for (let at = 0; at < text.length; ) {
      if (!atLineStart) {
        const next = text.indexOf('\n', at)
        if (next === -1) break
        atLineStart = true
        at = next + 1
        continue
      }
      const begin = at
      while (text.charCodeAt(at) === space) at++
      const drop = Math.max(0, Math.min(indentation - dropped, at - begin))
      if (drop > 0) {
        kept += text.slice(from, begin)
        from = begin + drop
      }
      dropped += at - begin
      if (at === text.length) break
      dropped = 0
      if (text.charCodeAt(at++) !== lineFeed) atLineStart = false
    }
    return from === 0 ? text : kept + text.slice(from)
  }
  for (const piece of pieces) {
    if ('kind' in piece) {
      atLineStart = false
      dropped = 0
    } else piece.text = strip(piece.text)
  }
  const last = pieces.at(-1)
  if (last === undefined || 'kind' in last) return indentation
  const lastLine = last.text.lastIndexOf('\n') + 1
  if (lastLine > 0 && /^ *$/.test(last.text.slice(lastLine))) last.text = last.text.slice(0, lastLine)
  return indentation
}
