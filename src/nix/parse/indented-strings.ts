import { indentedLines, type StringLine, sourceLines } from '../strings.ts'
import type { IndentedString, Interpolation, StringPart } from '../syntax.ts'
import { chars } from './characters.ts'
import { type Piece, stripIndentation } from './indentation.ts'
import { kept } from './kept.ts'
import type { Parsing } from './parsing.ts'
import { endMissing, interpolationAt, refuseNul, unescaped } from './strings.ts'

const { dollar, quote, backslash, brace } = chars

/** `''…''`, of which the first quotes are at hand. Goes on behind it. */
export function parseIndented(p: Parsing): IndentedString {
  const { start, around } = p
  const cutsBefore = p.trivia?.cuts
  const pieces = readPieces(p)
  const cut = p.trivia?.cuts !== cutsBefore
  p.advance()
  const indentation = stripIndentation(pieces)
  const parts = partsOf(pieces, p.trivia !== undefined)
  const tokens = around && {
    ...kept({ self: around }),
    ...(cut && { cut: Number.isFinite(indentation) ? ' '.repeat(indentation) : '' }),
  }
  const node = p.mark<IndentedString>({ kind: 'indentedString', parts }, start, p.previousEnd, tokens)
  if (parts.length === 1 && pieces.filter((piece) => 'kind' in piece || piece.text !== '').length > 1)
    p.pieced.add(node)
  return node
}

function readPieces(p: Parsing): readonly (Piece | Interpolation)[] {
  const { text } = p
  const pieces: (Piece | Interpolation)[] = []
  let from = p.end
  let at = from
  const takeText = (): void => {
    if (at === from) return
    const piece = text.slice(from, at)
    refuseNul(p, from, piece)
    pieces.push({ text: piece })
  }
  /** Takes the text up to here, and an escape that begins here. */
  const take = (length: number, meaning: string): void => {
    takeText()
    pieces.push({ text: meaning, escape: text.slice(at, at + length) })
    at += length
    from = at
  }
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === dollar) {
      const next = text.charCodeAt(at + 1)
      if (next === brace) {
        takeText()
        pieces.push(interpolationAt(p, at))
        at = from = p.end
      } else if (next === quote || at + 1 === text.length) take(1, '$')
      else at += 2
    } else if (code === quote) {
      const next = text.charCodeAt(at + 1)
      const third = text.charCodeAt(at + 2)
      if (next !== quote) {
        if (next === dollar || at + 1 === text.length) take(1, "'")
        else at += 2
      } else if (third === quote) take(3, "''")
      else if (third === dollar) take(3, '$')
      else if (third === backslash) {
        if (at + 3 >= text.length) endMissing(p, 'end of an indented string')
        refuseNul(p, at, text.charAt(at + 3))
        take(4, unescaped(text.charAt(at + 3)))
      } else break
    } else if (at >= text.length) endMissing(p, 'end of an indented string')
    else at++
  }
  takeText()
  p.end = at + 2
  return pieces
}

/**
 * The parts of the string: neighbouring pieces are one text, with its spelling where it is asked for, or else where it
 * would be printed otherwise.
 */
function partsOf(pieces: readonly (Piece | Interpolation)[], spelling: boolean): readonly StringPart[] {
  const meant: StringPart[] = []
  const written: StringPart[] = []
  let text = ''
  let source = ''
  let spelled = false
  const flush = (): void => {
    if (text !== '') {
      meant.push(Object.freeze({ kind: 'text', text }))
      written.push(Object.freeze({ kind: 'text', text, source }))
    }
    text = ''
    source = ''
  }
  for (const piece of pieces) {
    if ('kind' in piece) {
      flush()
      meant.push(piece)
      written.push(piece)
      continue
    }
    text += piece.text
    source += piece.text === '' ? '' : (piece.escape ?? piece.text)
    if (piece.escape !== undefined) spelled = true
  }
  flush()
  if (spelling) return Object.freeze(written)
  const keep = spelled && !written.some((part) => part.kind === 'text' && part.source?.includes('\r'))
  return Object.freeze(keep && !sameLines(indentedLines(meant), sourceLines(written)) ? written : meant)
}

function sameLines(one: readonly StringLine[], other: readonly StringLine[]): boolean {
  return (
    one.length === other.length &&
    one.every((line, index) => {
      const against = other[index]!
      return line.length === against.length && line.every((part, at) => part === against[at])
    })
  )
}
