import type { ByteString } from '../bytes.ts'
import { ill, scanUtf8 } from './utf8.ts'

export type Token =
  | 'true literal'
  | 'false literal'
  | 'null literal'
  | 'string literal'
  | 'number literal'
  | "'['"
  | "'{'"
  | "']'"
  | "'}'"
  | "':'"
  | "','"
  | '<parse error>'
  | 'end of input'

/** The state of reading: where the next character is, and what the last token held. */
export interface Lexer {
  readonly text: ByteString
  /** The next character. One past the end once the end was read. */
  at: number
  /** Where the last string or number began: what messages quote begins there. */
  from: number
  /** The string that was read. */
  value: ByteString
  /** Whether the number that was read has a point or an exponent. */
  float: boolean
  /** What is wrong with the token. */
  error: string
}

export function lexer(text: ByteString): Lexer {
  return { text, at: 0, from: 0, value: '', float: false, error: '' }
}

const literals: Readonly<Record<string, Token>> = {
  true: 'true literal',
  false: 'false literal',
  null: 'null literal',
}

/** The next token. */
export function nextToken(lexer: Lexer): Token {
  const { text } = lexer
  if (lexer.at === 0 && text[0] === '\xef') {
    if (!text.startsWith('\xef\xbb\xbf')) {
      lexer.at = text[1] === '\xbb' ? 3 : 2
      return wrong(lexer, 'invalid BOM; must be 0xEF 0xBB 0xBF if given')
    }
    lexer.at = 3
  }
  for (;;) {
    const code = text.charCodeAt(lexer.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break
    lexer.at++
  }
  const character = text[lexer.at++]
  switch (character) {
    case '[':
    case ']':
    case '{':
    case '}':
    case ':':
    case ',':
      return `'${character}'`
    case '"':
      return stringToken(lexer)
    case 't':
      return literalToken(lexer, 'true')
    case 'f':
      return literalToken(lexer, 'false')
    case 'n':
      return literalToken(lexer, 'null')
    case undefined:
    case '\0':
      return 'end of input'
    default:
      if (character === '-' || (character >= '0' && character <= '9')) return numberToken(lexer)
      return wrong(lexer, 'invalid literal')
  }
}

function wrong(lexer: Lexer, error: string): Token {
  lexer.error = error
  return '<parse error>'
}

function literalToken(lexer: Lexer, word: string): Token {
  for (let n = 1; n < word.length; n++)
    if (lexer.text[lexer.at++] !== word[n]) return wrong(lexer, 'invalid literal')
  return literals[word]!
}

function numberToken(lexer: Lexer): Token {
  const { text } = lexer
  lexer.from = lexer.at - 1
  lexer.float = false
  const digit = () => {
    const code = text.charCodeAt(lexer.at)
    return code >= 0x30 && code <= 0x39
  }
  const digits = () => {
    while (digit()) lexer.at++
  }
  const expected = (what: string): Token => {
    lexer.at++
    return wrong(lexer, `invalid number; expected ${what}`)
  }
  if (text[lexer.from] === '-') {
    if (!digit()) return expected("digit after '-'")
    lexer.at++
  }
  if (text[lexer.at - 1] !== '0') digits()
  if (text[lexer.at] === '.') {
    lexer.float = true
    lexer.at++
    if (!digit()) return expected("digit after '.'")
    digits()
  }
  if (text[lexer.at] === 'e' || text[lexer.at] === 'E') {
    lexer.float = true
    lexer.at++
    const sign = text[lexer.at] === '+' || text[lexer.at] === '-'
    if (sign) lexer.at++
    if (!digit()) return expected(sign ? 'digit after exponent sign' : "'+', '-', or digit after exponent")
    digits()
  }
  return 'number literal'
}

/** Characters that a string may hold as they stand. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON does not allow
const plain = /[^"\\\0-\x1f\x80-\xff]*/y

function stringToken(lexer: Lexer): Token {
  const { text } = lexer
  lexer.from = lexer.at - 1
  let value = ''
  for (;;) {
    plain.lastIndex = lexer.at
    plain.test(text)
    if (plain.lastIndex > lexer.at) {
      value += text.slice(lexer.at, plain.lastIndex)
      lexer.at = plain.lastIndex
    }
    const start = lexer.at++
    const code = text.charCodeAt(start)
    if (code === 0x22) {
      lexer.value = value
      return 'string literal'
    }
    if (Number.isNaN(code)) return wrong(lexer, 'invalid string: missing closing quote')
    if (code === 0x5c) {
      const escaped = escapeSequence(lexer)
      if (escaped === undefined) return '<parse error>'
      value += escaped
    } else if (code < 0x20) return wrong(lexer, controlError(code))
    else {
      const end = scanUtf8(text, start)
      if (end < 0) {
        lexer.at = ill(end)
        return wrong(lexer, 'invalid string: ill-formed UTF-8 byte')
      }
      value += text.slice(start, end)
      lexer.at = end
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

function escapeSequence(lexer: Lexer): ByteString | undefined {
  const { text } = lexer
  const character = text[lexer.at++]
  if (character !== undefined && Object.hasOwn(escapes, character)) return escapes[character]
  const fail = (error: string): undefined => void wrong(lexer, `invalid string: ${error}`)
  if (character !== 'u') return fail('forbidden character after backslash')
  const first = codePoint(lexer)
  if (first < 0) return fail("'\\u' must be followed by 4 hex digits")
  if (first >= 0xdc00 && first <= 0xdfff) return fail('surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF')
  if (first < 0xd800 || first > 0xdfff) return Buffer.from(String.fromCharCode(first)).toString('latin1')
  const alone = 'surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF'
  if (text[lexer.at++] !== '\\' || text[lexer.at++] !== 'u') return fail(alone)
  const second = codePoint(lexer)
  if (second < 0) return fail("'\\u' must be followed by 4 hex digits")
  if (second < 0xdc00 || second > 0xdfff) return fail(alone)
  return Buffer.from(String.fromCharCode(first, second)).toString('latin1')
}

function codePoint(lexer: Lexer): number {
  let value = 0
  for (let n = 0; n < 4; n++) {
    const digit = Number.parseInt(lexer.text[lexer.at++] ?? '', 16)
    if (Number.isNaN(digit)) return -1
    value = value * 16 + digit
  }
  return value
}

const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )
const shortEscapes: Readonly<Record<string, string>> = {
  BS: '\\b',
  HT: '\\t',
  LF: '\\n',
  FF: '\\f',
  CR: '\\r',
}

function controlError(code: number): string {
  const hex = code.toString(16).toUpperCase().padStart(4, '0')
  const name = controls[code]!
  const short = shortEscapes[name]
  return `invalid string: control character U+${hex} (${name}) must be escaped to \\u${hex}${short === undefined ? '' : ` or ${short}`}`
}
