/**
 * Takes apart the text of a type where it is not inside brackets or quotes. Brackets inside a pattern count only
 * where they are no characters of it: `string matching the pattern [(]` closes what it opens.
 */

const opening = '('
const closing = ')'

/** The position after the bracket that closes the one at `start`; nothing where none does. */
export function closingBracket(text: string, start: number): number | undefined {
  let depth = 0
  for (const at of plainPositions(text, start)) {
    if (text[at] === opening) depth++
    else if (text[at] === closing && --depth === 0) return at + 1
  }
  return undefined
}

/** The parts between `separator`. */
export function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const at of plainPositions(text, 0)) {
    if (text[at] === opening) depth++
    else if (text[at] === closing) depth--
    else if (depth === 0 && at >= from && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at))
      from = at + separator.length
    }
  }
  parts.push(text.slice(from))
  return parts
}

const pattern = 'matching the pattern '

/** The positions that are in no quotes and no character class of a pattern. */
function* plainPositions(text: string, start: number): Iterable<number> {
  let inPattern = false
  let isOpen = true
  for (let at = start; at < text.length; at++) {
    if (text.startsWith(pattern, at)) inPattern = true
    if (text[at] === '"' && !inPattern && isOpen) {
      const end = closingQuote(text, at)
      // Where nothing closes the first one, nothing closes those after it.
      isOpen = end !== undefined
      at = end ?? at
    } else if (inPattern && text[at] === '\\') {
      at++
    } else if (inPattern && text[at] === '[') {
      at = closingClass(text, at)
    } else {
      yield at
    }
  }
}

/** Quoted values are not escaped, so the end is the quote that something may follow. */
function closingQuote(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (/^"(?:$|, | or |\)| \(singular| convertible)/.test(text.slice(at, at + 14))) return at
  }
  return undefined
}

/** `[]a]` and `[^]a]` hold a closing bracket, `[[:alpha:]]` a class of its own. */
function closingClass(text: string, start: number): number {
  let at = start + 1
  if (text[at] === '^') at++
  if (text[at] === ']') at++
  for (; at < text.length; at++) {
    if (text[at] === '[' && ':.='.includes(text[at + 1] ?? ' ')) {
      const end = text.indexOf(`${text[at + 1]}]`, at + 2)
      if (end >= 0) at = end + 1
    } else if (text[at] === ']') {
      return at
    }
  }
  return start
}
