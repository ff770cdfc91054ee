import type { ByteString } from '../bytes.ts'
import { type DataMaker, nullByteMessage } from '../data-maker.ts'
import { Refusal } from '../refusal.ts'
import { type Lexer, lexer, nextToken, type Token } from './lexer.ts'

/**
 * Reads JSON as `builtins.fromJSON` does: integers of 64 bits, all others floats; of a name that comes twice, the last
 * counts.
 *
 * @throws Refusal
 */
export function parseJson<T>(text: ByteString, make: DataMaker<T>): T {
  const lex = lexer(text)
  /** The lists and objects around, outermost first; with the key that waits for its value. */
  const open: ({ items: T[] } | { members: Map<ByteString, T>; key: ByteString })[] = []
  let token = nextToken(lex)

  const key = (): ByteString => {
    if (token !== 'string literal') throw unexpected(lex, token, 'object key', 'string literal')
    const name = withoutNull(lex.value)
    token = nextToken(lex)
    if (token !== "':'") throw unexpected(lex, token, 'object separator', "':'")
    token = nextToken(lex)
    return name
  }

  for (;;) {
    let value: T
    if (token === "'['" || token === "'{'") {
      const list = token === "'['"
      token = nextToken(lex)
      if (token !== (list ? "']'" : "'}'")) {
        open.push(list ? { items: [] } : { members: new Map(), key: key() })
        continue
      }
      value = list ? make.list([]) : make.object(new Map())
    } else value = scalar(lex, token, make)

    for (;;) {
      const around = open.at(-1)
      token = nextToken(lex)
      if (around === undefined) {
        if (token !== 'end of input') throw unexpected(lex, token, 'value', 'end of input')
        return value
      }
      if ('items' in around) around.items.push(value)
      else around.members.set(around.key, value)
      if (token === "','") {
        token = nextToken(lex)
        if ('members' in around) around.key = key()
        break
      }
      if ('items' in around) {
        if (token !== "']'") throw unexpected(lex, token, 'array', "']'")
        value = make.list(around.items)
      } else {
        if (token !== "'}'") throw unexpected(lex, token, 'object', "'}'")
        value = make.object(around.members)
      }
      open.pop()
    }
  }
}

function scalar<T>(lex: Lexer, token: Token, make: DataMaker<T>): T {
  switch (token) {
    case 'string literal':
      return make.string(withoutNull(lex.value))
    case 'number literal':
      return numeral(lex, make)
    case 'true literal':
      return make.boolean(true)
    case 'false literal':
      return make.boolean(false)
    case 'null literal':
      return make.null()
    default:
      throw unexpected(lex, token, 'value', "'[', '{', or a literal")
  }
}

const lowest = -(2n ** 63n)
const beyond = 2n ** 63n
const beyondUnsigned = 2n ** 64n

function numeral<T>(lex: Lexer, make: DataMaker<T>): T {
  const digits = lex.text.slice(lex.from, lex.at)
  if (!lex.float) {
    const near = Number(digits)
    // The parser behind Nix reads -0 as an integer.
    if (Number.isSafeInteger(near)) return make.integer(near === 0 ? 0 : near)
    const exact = BigInt(digits)
    if (exact >= lowest && exact < beyond) return make.integer(exact)
    if (exact >= beyond && exact < beyondUnsigned)
      throw new Refusal('JSON', `unsigned json number ${exact} outside of Nix integer range`)
  }
  const value = Number(digits)
  if (!Number.isFinite(value))
    throw new Refusal('JSON', `[json.exception.out_of_range.406] number overflow parsing '${digits}'`)
  return make.float(value)
}

function withoutNull(text: ByteString): ByteString {
  const message = nullByteMessage(text)
  if (message !== undefined) throw new Refusal('JSON', message)
  return text
}

function unexpected(lex: Lexer, token: Token, context: string, expected: string): Refusal {
  const { text, at } = lex
  const broken = token === '<parse error>'
  const what = broken
    ? `${lex.error}; last read: '${quoted(text.slice(lex.from, at))}'`
    : `unexpected ${token}`
  const wanted = broken && context === 'value' && expected !== 'end of input' ? '' : `; expected ${expected}`
  const before = text.slice(0, at)
  const line = before.split('\n').length
  // The reader looks one character beyond a number, and forgets where the line began.
  const column = token === 'number literal' && text[at] === '\n' ? 0 : at - (before.lastIndexOf('\n') + 1)
  return new Refusal(
    'JSON',
    `[json.exception.parse_error.101] parse error at line ${line}, column ${column}: syntax error while parsing ${context} - ${what}${wanted}`,
  )
}

function quoted(text: ByteString): ByteString {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be shown
    /[\0-\x1f]/g,
    (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
