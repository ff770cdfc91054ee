/** The classes of characters that tokens are made of. All of them are ASCII. */
export const charClass = {
  /** What may stand in a segment of a path. */
  path: 1,
  wordStart: 2,
  word: 4,
  digit: 8,
  uri: 16,
  /** What may stand before the colon of a URI. */
  scheme: 32,
  space: 64,
} as const

const table = new Uint8Array(128)

function add(pattern: RegExp, mask: number): void {
  for (let code = 0; code < table.length; code++)
    if (pattern.test(String.fromCharCode(code))) table[code]! |= mask
}

add(/[\w.+-]/, charClass.path)
add(/[A-Za-z_]/, charClass.wordStart)
add(/[\w'-]/, charClass.word)
add(/\d/, charClass.digit)
add(/[\w%/?:@&=+$,.!~*'-]/, charClass.uri)
add(/[A-Za-z\d+.-]/, charClass.scheme)
add(/[ \t\r\n]/, charClass.space)

/** Whether the character code, which is NaN behind the end of a text, is of the class. */
export function isOf(code: number, mask: number): boolean {
  return code < 128 && (table[code]! & mask) !== 0
}

/** Codes of the characters that tokens are told apart by. */
export const chars = {
  nul: 0,
  lineFeed: 10,
  return: 13,
  space: 32,
  doubleQuote: 34,
  bang: 33,
  hash: 35,
  dollar: 36,
  and: 38,
  quote: 39,
  times: 42,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  less: 60,
  equal: 61,
  greater: 62,
  backslash: 92,
  brace: 123,
  bar: 124,
  tilde: 126,
} as const
