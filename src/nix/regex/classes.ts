import type { ByteSet } from './syntax.ts'

type Test = (byte: number) => boolean

const within =
  (from: string, to = from): Test =>
  (byte) =>
    byte >= from.charCodeAt(0) && byte <= to.charCodeAt(0)
const either =
  (...tests: readonly Test[]): Test =>
  (byte) =>
    tests.some((test) => test(byte))

const upper = within('A', 'Z')
const lower = within('a', 'z')
const digit = within('0', '9')
const alpha = either(upper, lower)
const alnum = either(alpha, digit)
const space = either(within('\t', '\r'), within(' '))
const print = within(' ', '~')
const graph = within('!', '~')

/** In the C locale, whose classes know ASCII alone; `d`, `s` and `w` are those of other kinds of expressions. */
const tests: Readonly<Record<string, Test>> = {
  alnum,
  alpha,
  blank: either(within('\t'), within(' ')),
  cntrl: either(within('\0', '\x1f'), within('\x7f')),
  d: digit,
  digit,
  graph,
  lower,
  print,
  punct: (byte) => graph(byte) && !alnum(byte),
  s: space,
  space,
  upper,
  w: either(alnum, within('_')),
  xdigit: either(digit, within('a', 'f'), within('A', 'F')),
}

/** The bytes of `[:name:]`, or undefined. Names are taken in any case. */
export function characterClass(name: string): ByteSet | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(tests, key) ? byteSet(tests[key]!) : undefined
}

export function byteSet(test: Test): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (test(byte) ? 1 : 0))
}

const controls =
  'NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed carriage-return SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1'
const punctuation: Readonly<Record<string, string>> = {
  space: ' ',
  'exclamation-mark': '!',
  'quotation-mark': '"',
  'number-sign': '#',
  'dollar-sign': '$',
  'percent-sign': '%',
  ampersand: '&',
  apostrophe: "'",
  'left-parenthesis': '(',
  'right-parenthesis': ')',
  asterisk: '*',
  'plus-sign': '+',
  comma: ',',
  hyphen: '-',
  period: '.',
  slash: '/',
  colon: ':',
  semicolon: ';',
  'less-than-sign': '<',
  'equals-sign': '=',
  'greater-than-sign': '>',
  'question-mark': '?',
  'commercial-at': '@',
  'left-square-bracket': '[',
  backslash: '\\',
  'right-square-bracket': ']',
  circumflex: '^',
  underscore: '_',
  'grave-accent': '`',
  'left-curly-bracket': '{',
  'vertical-line': '|',
  'right-curly-bracket': '}',
  tilde: '~',
  DEL: '\x7f',
}
const digits = 'zero one two three four five six seven eight nine'

const collating = new Map<string, string>([
  ...controls.split(' ').map((name, byte) => [name, String.fromCharCode(byte)] as const),
  ...Object.entries(punctuation),
  ...digits.split(' ').map((name, value) => [name, String(value)] as const),
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, letter] as const),
])

/** The character of `[.name.]` and `[=name=]`, or undefined. Letters name themselves, all others have names. */
export function collatingElement(name: string): string | undefined {
  return collating.get(name)
}
