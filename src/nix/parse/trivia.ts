import type { Trivium } from '../syntax.ts'
import { chars } from './characters.ts'
import { blockLines, columnOf, languageOf } from './comments.ts'

/** What stands around a token, as far as it is known: what follows a token is read only with the next one. */
export interface OpenAround {
  before: readonly Trivium[]
  after: string | undefined
}

type Piece =
  | { readonly kind: 'newlines'; readonly count: number }
  | { readonly kind: 'line'; readonly text: string; readonly at: number }
  | { readonly kind: 'block'; readonly lines: readonly string[]; readonly doc: boolean }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'directive'; readonly disable: boolean; readonly at: number; readonly end: number }

export const nothing: readonly Trivium[] = Object.freeze([])
const blankLine: Trivium = Object.freeze({ kind: 'blankLine' })
const oneBlankLine: readonly Trivium[] = Object.freeze([blankLine])
const piecePattern =
  /[ \t]+|(?:(?:\r\n|\r|\n)[ \t]*)+|#[^\r\n]*|(\/\*nixfmt:(?:disable|enable)\*\/[ \t]*(?![^\r\n]))|\/\*.*?\*\//sy

/**
 * Reads comments and blank lines between two tokens and gives each of them to one of the two, by the rules of the
 * official formatter: a comment on the rest of a line belongs to the token before it, all else to the one behind.
 */
export class TriviaReader {
  readonly #text: string
  /** Where the line of the comment stands that has turned the formatter off. */
  disabledFrom: number | undefined
  /** How many interpolations have so far been cut by the beginning or the end of a region that is not formatted. */
  cuts = 0

  constructor(text: string) {
    this.#text = text
  }

  /**
   * What stands around the token that begins at `to`. What belongs to `previous`, which ends at `from`, is added to it;
   * nothing does where there is none.
   */
  read(previous: OpenAround | undefined, from: number, to: number): OpenAround {
    const blank = blanks(this.#text, from, to)
    if (blank !== undefined) return { before: blank, after: undefined }
    const pieces = this.#pieces(from, to)
    let behind = previous === undefined ? 0 : pieces.findIndex((piece) => !isTrailing(piece))
    if (behind === -1) behind = pieces.length
    if (behind > 0 && previous !== undefined) {
      if (this.#leads(pieces, behind, to)) behind = 0
      else previous.after = trailingText(pieces.slice(0, behind))
    }
    const before = pieces.slice(behind).flatMap((piece) => this.#trivium(piece))
    return { before: before.length === 0 ? nothing : before, after: undefined }
  }

  /** What is still to be said at the end of the file. */
  end(): readonly Trivium[] {
    if (this.disabledFrom === undefined) return nothing
    return [{ kind: 'disabledToEnd', raw: this.#text.slice(this.disabledFrom) }]
  }

  #pieces(from: number, to: number): readonly Piece[] {
    const text = this.#text
    const pieces: Piece[] = []
    for (let at = from; at < to; ) {
      piecePattern.lastIndex = at
      const [found, directive] = piecePattern.exec(text)!
      const end = at + found.length
      const first = found.charCodeAt(0)
      if (first === 10 || first === 13) {
        const count = found.match(/\r\n|\r|\n/g)!.length
        pieces.push({ kind: 'newlines', count })
      } else if (first === 35) pieces.push({ kind: 'line', text: found.slice(1).trimEnd(), at })
      else if (directive !== undefined)
        pieces.push({ kind: 'directive', disable: directive.startsWith('/*nixfmt:disable'), at, end })
      else if (first === 47) {
        const doc = found.length > 4 && found.charAt(2) === '*'
        const lines = blockLines(found.slice(doc ? 3 : 2, -2), columnOf(text, at))
        const language = doc ? undefined : languageOf(lines, text, end)
        pieces.push(language === undefined ? { kind: 'block', lines, doc } : { kind: 'language', language })
      }
      at = end
    }
    return pieces
  }

  /**
   * Whether a comment behind a token goes with what follows: it stands right above another comment, or above the next
   * token.
   */
  #leads(pieces: readonly Piece[], behind: number, to: number): boolean {
    const [comment, newline, next] = pieces
    if (behind !== 1 || comment!.kind !== 'line') return false
    if (newline?.kind !== 'newlines' || newline.count !== 1) return false
    if (next !== undefined && next.kind !== 'line') return false
    return columnOf(this.#text, comment!.at) === columnOf(this.#text, next?.at ?? to)
  }

  #trivium(piece: Piece): readonly Trivium[] {
    switch (piece.kind) {
      case 'newlines':
        return piece.count > 1 ? [blankLine] : []
      case 'line':
        return [{ kind: 'comment', text: piece.text }]
      case 'language':
        return [{ kind: 'languageAnnotation', language: piece.language }]
      case 'block': {
        const { lines, doc } = piece
        if (lines.length === 0) return []
        if (!doc && lines.length === 1) return [{ kind: 'comment', text: ` ${lines[0]!.trim()}` }]
        return [{ kind: 'blockComment', lines, doc }]
      }
      case 'directive':
        return [this.#directive(piece.disable, piece.at, piece.end)]
    }
  }

  /** One that shares its line with something else is a comment like others. */
  #directive(disable: boolean, at: number, end: number): Trivium {
    const lineStart = this.#text.lastIndexOf('\n', at - 1) + 1
    if (at > 0 && /[^ \t\r]/.test(this.#text.slice(lineStart, at)))
      return { kind: 'comment', text: ` nixfmt:${disable ? 'disable' : 'enable'}` }
    if (disable) {
      this.disabledFrom ??= at === 0 ? 0 : lineStart
      return { kind: 'disable' }
    }
    if (this.disabledFrom === undefined) return { kind: 'enable' }
    const raw = this.#text.slice(this.disabledFrom, end)
    this.disabledFrom = undefined
    return { kind: 'enable', raw }
  }
}

/** What stands between two places of a text if there is no comment. */
function blanks(text: string, from: number, to: number): readonly Trivium[] | undefined {
  let lines = 0
  for (let at = from; at < to; at++) {
    const char = text.charCodeAt(at)
    if (char === chars.hash || char === chars.slash) return undefined
    if (char === chars.lineFeed || (char === chars.return && text.charCodeAt(at + 1) !== chars.lineFeed))
      lines++
  }
  return lines > 1 ? oneBlankLine : nothing
}

function isTrailing(piece: Piece): boolean {
  switch (piece.kind) {
    case 'line':
    case 'directive':
      return true
    case 'block':
      return !piece.doc && piece.lines.length < 2
    default:
      return false
  }
}

function trailingText(pieces: readonly Piece[]): string | undefined {
  const texts = pieces.map((piece) => {
    if (piece.kind === 'line') return piece.text.trim()
    if (piece.kind === 'directive') return piece.disable ? 'nixfmt:disable' : 'nixfmt:enable'
    return piece.kind === 'block' ? (piece.lines[0] ?? '').trim() : ''
  })
  return texts.filter((text) => text !== '').join(' ') || undefined
}
