const kinds = {
  end: 0,
  invalid: 1,
  identifier: 2,
  int: 3,
  float: 4,
  quote: 5,
  indentedQuote: 6,
  path: 7,
  homePath: 8,
  searchPath: 9,
  uri: 10,
  ifWord: 11,
  thenWord: 12,
  elseWord: 13,
  assertWord: 14,
  withWord: 15,
  letWord: 16,
  inWord: 17,
  recWord: 18,
  inheritWord: 19,
  orWord: 20,
  ellipsis: 21,
  equal: 22,
  notEqual: 23,
  lessOrEqual: 24,
  greaterOrEqual: 25,
  and: 26,
  orOperator: 27,
  implies: 28,
  update: 29,
  concat: 30,
  pipeFrom: 31,
  pipeInto: 32,
  interpolation: 33,
  openBrace: 34,
  closeBrace: 35,
  openParen: 36,
  closeParen: 37,
  openBracket: 38,
  closeBracket: 39,
  dot: 40,
  comma: 41,
  semicolon: 42,
  colon: 43,
  assign: 44,
  question: 45,
  at: 46,
  not: 47,
  less: 48,
  greater: 49,
  plus: 50,
  minus: 51,
  times: 52,
  divide: 53,
}

/**
 * The kinds of tokens, by number, so that a parser can switch over them. Not a union, which a check would narrow even
 * though the parser goes on to the next token after it.
 */
export const token: Readonly<typeof kinds> = kinds

export type Token = number

export const keywords: ReadonlyMap<string, Token> = new Map([
  ['if', token.ifWord],
  ['then', token.thenWord],
  ['else', token.elseWord],
  ['assert', token.assertWord],
  ['with', token.withWord],
  ['let', token.letWord],
  ['in', token.inWord],
  ['rec', token.recWord],
  ['inherit', token.inheritWord],
  ['or', token.orWord],
])

/** Tokens of one character that begin no longer one. */
export const singles: ReadonlyMap<number, Token> = new Map(
  (
    [
      ['}', token.closeBrace],
      ['{', token.openBrace],
      ['(', token.openParen],
      [')', token.closeParen],
      ['[', token.openBracket],
      [']', token.closeBracket],
      [',', token.comma],
      [';', token.semicolon],
      [':', token.colon],
      ['?', token.question],
      ['@', token.at],
      ['*', token.times],
      ['"', token.quote],
    ] as const
  ).map(([char, kind]) => [char.charCodeAt(0), kind]),
)

const words: Readonly<Record<Token, string>> = {
  [token.end]: 'end of file',
  [token.invalid]: 'invalid token',
  [token.identifier]: 'identifier',
  [token.int]: 'integer',
  [token.float]: 'floating-point literal',
  [token.indentedQuote]: 'start of an indented string',
  [token.path]: 'path',
  [token.homePath]: "'~/…' path",
  [token.searchPath]: "'<…>' path",
  [token.uri]: 'URI',
}

/** What Nix calls the token in a message; `text` is how it is written. */
export function describe(kind: Token, text: string): string {
  return words[kind] ?? `'${text}'`
}
