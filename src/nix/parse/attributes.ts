import { isIdentifier } from '../names.ts'
import { escapeQuoted } from '../strings.ts'
import type {
  Annotated,
  Assignment,
  AttrKey,
  AttrSet,
  Binding,
  Expression,
  Inherit,
  Name,
  StringLiteral,
  Trivium,
} from '../syntax.ts'
import { AttrTable, addAssignment, addInherited } from './attr-table.ts'
import { kept, keptLast, keptSelf } from './kept.ts'
import type { Parsing } from './parsing.ts'
import { staticName } from './static-names.ts'
import { parseInterpolation, parseQuoted } from './strings.ts'
import { token } from './tokens.ts'
import { nothing, type OpenAround } from './trivia.ts'

const attribute = "identifier or 'or' or '${' or '\"'"

/** What is bound between brackets, or between `let` and `in`. */
export interface Bindings {
  readonly bindings: readonly Binding[]
  readonly table: AttrTable
}

/** A name that has been read already, because only what follows it tells what it is. */
export interface FirstWord {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly around: OpenAround | undefined
}

/** A token that has been read already. */
export interface Bracket {
  readonly start: number
  readonly around: OpenAround | undefined
}

/** The opening brace of a set, and the `rec` or `let` before it. */
export interface OpenBrace {
  readonly start: number
  readonly open: OpenAround | undefined
  readonly word?: OpenAround | undefined
}

/** What Nix says it expects where a binding may begin: what is left when all else has been ruled out. */
const expectedIn = { set: "'inherit'", rec: "'inherit' or '}'", let: "'in' or 'inherit'" } as const

/** `a.b = 1; inherit c;`, up to what is none of these. */
export function parseBindings(p: Parsing, of: keyof typeof expectedIn, first?: FirstWord): Bindings {
  const bindings: Binding[] = []
  const table = new AttrTable()
  if (first) bindings.push(parseAssignment(p, table, first))
  for (;;) {
    switch (p.kind) {
      case token.identifier:
      case token.orWord:
      case token.quote:
      case token.interpolation:
        bindings.push(parseAssignment(p, table))
        break
      case token.inheritWord:
        bindings.push(parseInherit(p, table))
        break
      case token.closeBrace:
      case token.inWord:
        if ((p.kind === token.inWord) === (of === 'let')) return { bindings: p.freeze(bindings), table }
        return p.unexpected(expectedIn[of])
      default:
        return p.unexpected(expectedIn[of])
    }
  }
}

/** The rest of a set, of which the opening brace has been read. */
export function parseSet(p: Parsing, recursive: boolean, brace: OpenBrace, first?: FirstWord): AttrSet {
  const { bindings, table } = parseBindings(p, recursive ? 'rec' : 'set', first)
  const last = p.takeAbove()
  const close: Bracket = { start: p.start, around: p.around }
  p.advance()
  return markSet(p, { kind: 'attrSet', recursive, bindings }, table, brace, close, last)
}

/** `{ }`, which has been read already. */
export function emptySet(p: Parsing, brace: OpenBrace, close: Bracket): AttrSet {
  const last = close.around?.before ?? nothing
  if (close.around) close.around.before = nothing
  return markSet(
    p,
    { kind: 'attrSet', recursive: false, bindings: none },
    new AttrTable(),
    brace,
    close,
    last,
  )
}

const none: readonly Binding[] = Object.freeze([])

function markSet(
  p: Parsing,
  set: AttrSet,
  table: AttrTable,
  { start, open, word }: OpenBrace,
  close: Bracket,
  last: readonly Trivium[],
): AttrSet {
  const tokens = open && {
    ...kept({ rec: word, '{': open, '}': close.around }),
    ...keptLast(last),
    ...(p.broken(start, close.start) && { multiline: true }),
  }
  p.tables.set(set, table)
  return p.mark(set, start, p.previousEnd, tokens)
}

function firstName(p: Parsing, { name, start, end, around }: FirstWord): Name {
  return p.mark<Name>({ kind: 'name', name }, start, end, keptSelf(around))
}

function parseAssignment(p: Parsing, table: AttrTable, first?: FirstWord): Assignment {
  const start = first?.start ?? p.start
  let before: readonly Trivium[] = nothing
  if (first?.around) {
    before = first.around.before
    first.around.before = nothing
  } else before = p.takeAbove()
  const path = parseAttrPath(p, first && firstName(p, first))
  if (p.kind !== token.assign) p.unexpected("'.' or '='")
  const assign = p.around
  p.advance()
  const value = p.expression()
  if (p.kind !== token.semicolon) p.unexpected("';'")
  const semicolon = p.around
  p.advance()
  if (!p.trivia) addAssignment(p, table, path, value, start)
  const tokens = assign && { ...kept({ '=': assign, ';': semicolon }), ...keptBefore(before) }
  return p.mark<Assignment>({ kind: 'assignment', path, value }, start, p.previousEnd, tokens)
}

function keptBefore(before: readonly Trivium[]): { readonly before?: readonly Trivium[] } {
  return before.length === 0 ? {} : { before: Object.freeze(before) }
}

/** `a."b c".${d}` */
export function parseAttrPath(p: Parsing, first?: Name): readonly AttrKey[] {
  return parseSelectors(p, [first ?? parseKey(p)])
}

/** `.a."b c".${d}`, added to what stands before. */
export function parseSelectors(p: Parsing, path: AttrKey[] = []): readonly AttrKey[] {
  while (p.kind === token.dot) {
    const dot = p.around
    p.advance()
    path.push(parseKey(p, dot))
  }
  return p.freeze(path)
}

function parseKey(p: Parsing, dot?: OpenAround): AttrKey {
  const { start, around } = p
  switch (p.kind) {
    case token.identifier: {
      const name = p.word()
      p.advance()
      return p.mark<Name>({ kind: 'name', name }, start, p.previousEnd, keptKey(around, dot))
    }
    case token.orWord:
      p.advance()
      return p.mark<Name>(
        { kind: 'name', name: 'or', quoted: false },
        start,
        p.previousEnd,
        keptKey(around, dot),
      )
    case token.quote:
      return parseQuotedKey(p, dot)
    case token.interpolation: {
      const key = parseInterpolation(p, start, dot)
      return key
    }
    default:
      return p.unexpected(attribute)
  }
}

function keptKey(self: OpenAround | undefined, dot: OpenAround | undefined): Annotated | undefined {
  return self && kept({ self, '.': dot })
}

/** A string that is a key: a name, unless something is interpolated. */
function parseQuotedKey(p: Parsing, dot: OpenAround | undefined): AttrKey {
  const { start, around } = p
  const parts = parseQuoted(p)
  const tokens = keptKey(around, dot)
  const [part] = parts
  if (parts.length > 1 || part?.kind === 'interpolation')
    return p.mark<StringLiteral>({ kind: 'string', parts }, start, p.previousEnd, tokens)
  const name = part?.text ?? ''
  const node: Name = {
    kind: 'name',
    name,
    ...(isIdentifier(name) && { quoted: true }),
    ...spelling(p, start, `"${escapeQuoted(name)}"`),
  }
  return p.mark(node, start, p.previousEnd, tokens)
}

/** How the name that has been read is written, if not as the printer would write it. */
function spelling(p: Parsing, start: number, printed: string): { readonly source?: string } {
  const source = p.trivia && p.text.slice(start, p.previousEnd)
  return source === undefined || source === printed ? {} : { source }
}

function parseInherit(p: Parsing, table: AttrTable): Inherit {
  const { start } = p
  const before = p.takeAbove()
  const word = p.around
  p.advance()
  let from: Expression | undefined
  let open: OpenAround | undefined
  let close: OpenAround | undefined
  if (p.kind === token.openParen) {
    open = p.around
    p.advance()
    from = p.expression()
    close = p.around
    p.expect(token.closeParen, ')')
  }
  const names: Name[] = []
  const places: number[] = []
  while (p.kind !== token.semicolon) {
    places.push(p.start)
    names.push(parseInheritedName(p))
  }
  const tokens = word && { ...keptBefore(before), ...(p.broken(start, p.start) && { multiline: true }) }
  const semicolon = p.around
  p.advance()
  if (!p.trivia)
    names.forEach(({ name }, index) => {
      addInherited(p, table, name, places[index]!)
    })
  const node: Inherit = { kind: 'inherit', ...(from && { from }), names: p.freeze(names) }
  const all = tokens && { ...tokens, ...kept({ inherit: word, '(': open, ')': close, ';': semicolon }) }
  return p.mark(node, start, p.previousEnd, all)
}

function parseInheritedName(p: Parsing): Name {
  const { start, kind, around } = p
  if (
    kind !== token.identifier &&
    kind !== token.orWord &&
    kind !== token.quote &&
    kind !== token.interpolation
  )
    p.unexpected()
  const key = parseKey(p)
  if (key.kind === 'name') return key
  const name = staticName(key, p.pieced)
  if (name === undefined) p.fail('dynamic attributes not allowed in inherit', start)
  const node: Name = {
    kind: 'name',
    name,
    ...(isIdentifier(name) && { quoted: true }),
    ...spelling(p, start, ''),
  }
  return p.mark(node, start, p.previousEnd, keptSelf(around))
}
