import type { AnyNode } from 'acorn'

/** A text between the values of a template, or a whole string of the source. */
export interface Piece {
  /** What it means. */
  readonly text: string
  /** Where each of its units stands in the source; the last entry is where it ends. */
  readonly offsets: readonly number[]
}

/** How a text is read: `raw` as `nix.expr` does, where only a backtick and `${` can be escaped; `cooked` as JavaScript does. */
export type Reading = 'raw' | 'cooked'

/** The pieces of a template or a string of the source, in order; nothing for what is neither. */
export function piecesOf(node: AnyNode, source: string, reading: Reading): readonly Piece[] | undefined {
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ start, end }) => pieceOf(source, start, end, reading))
  if (node.type === 'Literal' && typeof node.value === 'string' && reading === 'cooked')
    return [pieceOf(source, node.start + 1, node.end - 1, reading)]
  return undefined
}

const units: Readonly<Record<Reading, RegExp>> = {
  raw: /\\(?:`|\$\{)|\r\n?|./gs,
  cooked: /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)|\r\n?|./gs,
}

function pieceOf(source: string, start: number, end: number, reading: Reading): Piece {
  let text = ''
  const offsets: number[] = []
  for (const { 0: unit, index } of source.slice(start, end).matchAll(units[reading])) {
    const meant = meaningOf(unit, reading)
    for (let n = 0; n < meant.length; n += 1) offsets.push(start + index)
    text += meant
  }
  return { text, offsets: [...offsets, end] }
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\u2028': '',
  '\u2029': '',
}

function meaningOf(unit: string, reading: Reading): string {
  // Templates have line feeds, whatever ends the lines of the file.
  if (unit.startsWith('\r')) return '\n'
  if (unit[0] !== '\\' || unit.length === 1) return unit
  const escaped = unit.slice(1)
  if (reading === 'raw') return escaped
  const code = /^[ux]\{?([0-9a-fA-F]+)\}?$/.exec(escaped)?.[1]
  return code === undefined ? (escapes[escaped] ?? escaped) : String.fromCodePoint(Number.parseInt(code, 16))
}

/** Where an offset of the text stands that the pieces make with `hole` between them; nothing inside a hole. */
export function offsetAmong(pieces: readonly Piece[], hole: string, offset: number): number | undefined {
  let passed = 0
  for (const { text, offsets } of pieces) {
    if (offset < passed) return undefined
    if (offset <= passed + text.length) return offsets[offset - passed]
    passed += text.length + hole.length
  }
  return undefined
}

/**
 * Where an offset of a longer text stands that holds the pieces, in order, with anything between them: in a piece, or
 * else where the value begins that is printed there. Nothing where the pieces are not all there, or do not reach around it.
 */
export function offsetAround(pieces: readonly Piece[], printed: string, offset: number): number | undefined {
  let from = 0
  let found: number | undefined
  for (const { text, offsets } of pieces) {
    const at = printed.indexOf(text, from)
    if (at < 0 || (from === 0 && at > offset)) return undefined
    if (at <= offset && offset <= at + text.length) found ??= offsets[offset - at]
    if (at > offset) found ??= offsets[0]
    from = at + text.length
  }
  return offset <= from ? found : undefined
}
