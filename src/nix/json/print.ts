import type { ByteString } from '../bytes.ts'
import { Refusal } from '../refusal.ts'
import { ill, scanUtf8 } from './utf8.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
const special = /["\\\0-\x1f\x80-\xff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
const escaped = /["\\\0-\x1f]/g

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/**
 * A string as `builtins.toJSON` writes it, quotes included.
 *
 * @throws Refusal where the bytes are not UTF-8
 */
export function jsonString(text: ByteString): ByteString {
  if (!special.test(text)) return `"${text}"`
  checkUtf8(text)
  return `"${text.replace(escaped, escapeCharacter)}"`
}

function escapeCharacter(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const beyondAscii = /[\x80-\xff]/g

function checkUtf8(text: ByteString): void {
  beyondAscii.lastIndex = 0
  for (let found = beyondAscii.exec(text); found !== null; found = beyondAscii.exec(text)) {
    const end = scanUtf8(text, found.index)
    if (end < 0) throw serializationError(text, ill(end) - 1)
    beyondAscii.lastIndex = end
  }
}

function serializationError(text: ByteString, at: number): Refusal {
  const hex = (index: number) => text.charCodeAt(index).toString(16).toUpperCase().padStart(2, '0')
  const what =
    at >= text.length
      ? `incomplete UTF-8 string; last byte: 0x${hex(text.length - 1)}`
      : `invalid UTF-8 byte at index ${at}: 0x${hex(at)}`
  return new Refusal('JSON', `JSON serialization error: [json.exception.type_error.316] ${what}`)
}
