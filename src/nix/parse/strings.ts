import { nullByteMessage } from '../data-maker.ts'
import { escapeQuoted } from '../strings.ts'
import type { Expression, Interpolation, StringPart, TextPart, Trivium } from '../syntax.ts'
import { chars } from './characters.ts'
import { kept, keptLast } from './kept.ts'
import type { Parsing } from './parsing.ts'
import { token } from './tokens.ts'
import type { OpenAround } from './trivia.ts'

const { nul, lineFeed, return: carriageReturn, doubleQuote: quote, dollar, backslash, brace } = chars

/** The text that a backslash and the character behind it stand for. */
export function unescaped(char: string): string {
  if (char === 'n') return '\n'
  if (char === 'r') return '\r'
  return char === 't' ? '\t' : char
}

/** `${…}` as a key. */
export function parseInterpolation(p: Parsing, start: number, dot?: OpenAround): Interpolation {
  const self = p.around
  const { expression, last } = parseInner(p)
  p.advance()
  const tokens = self && { ...kept({ self, '.': dot }), ...keptLast(last) }
  return p.mark<Interpolation>({ kind: 'interpolation', expression }, start, p.previousEnd, tokens)
}

/**
 * The expression of `${…}`, and the comments behind it. Leaves the closing brace at hand, since what follows it may be
 * text, and what stands around the token that the interpolation is a part of.
 */
function parseInner(p: Parsing): { readonly expression: Expression; readonly last: readonly Trivium[] } {
  const { around, trivia, keepsLines } = p
  const { disabledFrom, cuts } = trivia ?? {}
  p.around = undefined
  p.keepsLines = true
  p.advance()
  const expression = p.expression()
  if (p.kind !== token.closeBrace) p.unexpected("'}'")
  const last = p.takeAbove()
  p.around = around
  p.keepsLines = keepsLines
  if (trivia) trivia.cuts = cuts! + (trivia.disabledFrom === disabledFrom ? 0 : 1)
  return { expression, last }
}

/** Reads on behind an interpolation that begins at `at`, which is where its text ends. */
export function interpolationAt(p: Parsing, at: number): Interpolation {
  p.end = at + 2
  const { expression, last } = parseInner(p)
  return p.mark<Interpolation>({ kind: 'interpolation', expression }, at, p.end, p.around && keptLast(last))
}

/** No string can hold a null byte. The text is what the piece that begins at `at` stands for. */
export function refuseNul(p: Parsing, at: number, text: string): void {
  const message = nullByteMessage(text, '␀')
  if (message !== undefined) p.fail(message, at)
}

/** A string whose end is missing. */
export function endMissing(p: Parsing, expected: string): never {
  p.inString = true
  p.end = p.text.length
  p.advance()
  p.unexpected(expected)
}

/** The parts of `"…"`, of which the first quote is at hand. Goes on behind it. */
export function parseQuoted(p: Parsing): readonly StringPart[] {
  const { text } = p
  const parts: StringPart[] = []
  let at = p.end
  let begin = at
  let from = at
  let cooked = ''
  // Whether the text could be written in another way, and whether it can be kept as it is written.
  let spelled = false
  let keep = true
  let hasNul = false
  const flush = (beforeInterpolation: boolean): void => {
    if (at > begin) {
      const content = cooked === '' ? text.slice(from, at) : cooked + text.slice(from, at)
      if (hasNul) refuseNul(p, begin, content)
      const source = p.trivia || (spelled && keep) ? text.slice(begin, at) : undefined
      const printed =
        p.trivia || source === undefined ? undefined : escapeQuoted(content, beforeInterpolation)
      parts.push(textPart(content, source, printed))
    }
    cooked = ''
    spelled = false
    keep = true
  }
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === quote) break
    if (code === backslash) {
      if (at + 1 >= text.length) endMissing(p, "'\"'")
      cooked += text.slice(from, at) + unescaped(text.charAt(at + 1))
      if (text.charCodeAt(at + 1) === carriageReturn) keep = false
      if (text.charCodeAt(at + 1) === nul) hasNul = true
      at += 2
      from = at
      spelled = true
    } else if (code === dollar) {
      const next = text.charCodeAt(at + 1)
      if (next === brace) {
        flush(true)
        parts.push(interpolationAt(p, at))
        at = begin = from = p.end
      } else {
        // The second of two dollars begins no interpolation.
        at += next === dollar ? 2 : 1
        spelled = true
      }
    } else if (code <= carriageReturn) {
      if (code === nul) hasNul = true
      spelled = true
      if (code === carriageReturn) {
        keep = false
        cooked += `${text.slice(from, at)}\n`
        if (text.charCodeAt(at + 1) === lineFeed) at++
        from = at + 1
      }
      at++
    } else if (at >= text.length) endMissing(p, "'\"'")
    else at++
  }
  flush(false)
  p.end = at + 1
  p.advance()
  return p.freeze(parts)
}

/** Text with its spelling, unless it is how it would be printed anyway. */
function textPart(text: string, source: string | undefined, printed: string | undefined): TextPart {
  return Object.freeze(
    source === undefined || source === printed ? { kind: 'text', text } : { kind: 'text', text, source },
  )
}
