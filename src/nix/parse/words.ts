import { keywords, type Token, token } from './tokens.ts'

/**
 * Words of all texts that were read, each once: a text names the same few over and over, and they are compared and looked
 * up again and again behind the parser. A hash table of our own spares the cutting out of what is known.
 */
const words: string[] = []
const kinds: Token[] = []
/** The index of a word plus one, at its hash or behind; 0 where there is none. */
let table = new Int32Array(1 << 14)

/** The index of the word that stands there. */
export function wordAt(text: string, start: number, end: number): number {
  const mask = table.length - 1
  let at = hashOf(text, start, end) & mask
  for (let found = table[at]!; found !== 0; found = table[at]!) {
    if (isWritten(words[found - 1]!, text, start, end)) return found - 1
    at = (at + 1) & mask
  }
  return add(text.slice(start, end), at)
}

export function wordOf(index: number): string {
  return words[index]!
}

/** The token that a word is: a keyword or an identifier. */
export function kindOf(index: number): Token {
  return kinds[index]!
}

function add(word: string, at: number): number {
  const index = words.push(word) - 1
  kinds.push(keywords.get(word) ?? token.identifier)
  table[at] = index + 1
  if (words.length * 2 > table.length) grow()
  return index
}

function grow(): void {
  table = new Int32Array(table.length * 2)
  const mask = table.length - 1
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    let at = hashOf(word, 0, word.length) & mask
    while (table[at] !== 0) at = (at + 1) & mask
    table[at] = index + 1
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = end - start
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return hash ^ (hash >>> 15)
}

function isWritten(word: string, text: string, start: number, end: number): boolean {
  const { length } = word
  if (length !== end - start) return false
  for (let at = 0; at < length; at++) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  return true
}
