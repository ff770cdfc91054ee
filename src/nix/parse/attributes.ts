import { isIdentifier } from '../names.ts'
import type { Assignment, AttrKey, AttrSet, Binding, Expression, Inherit, Name } from '../syntax.ts'
import { AttrTable, addAssignment, addInherited } from './attr-table.ts'
import type { Parsing } from './parsing.ts'
import { staticName } from './static-names.ts'
import { parseInterpolation, parseQuoted } from './strings.ts'
import { token } from './tokens.ts'

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
}

/** `a.b = 1; inherit c;`, up to what is none of these. */
export function parseBindings(p: Parsing, closing: string, first?: FirstWord): Bindings {
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
        if (p.written() === closing) return { bindings: Object.freeze(bindings), table }
        return p.unexpected(`identifier or 'inherit' or '${closing}'`)
      default:
        return p.unexpected(`identifier or 'inherit' or '${closing}'`)
    }
  }
}

/** The rest of a set, of which the opening brace has been read. */
export function parseSet(p: Parsing, recursive: boolean, start: number, first?: FirstWord): AttrSet {
  const { bindings, table } = parseBindings(p, '}', first)
  p.advance()
  const set: AttrSet = p.mark({ kind: 'attrSet', recursive, bindings }, start)
  p.tables.set(set, table)
  return set
}

function firstName(p: Parsing, { name, start, end }: FirstWord): Name {
  return p.mark({ kind: 'name', name }, start, end)
}

function parseAssignment(p: Parsing, table: AttrTable, first?: FirstWord): Assignment {
  const start = first?.start ?? p.start
  const path = parseAttrPath(p, first && firstName(p, first))
  if (p.kind !== token.assign) p.unexpected("'.' or '='")
  p.advance()
  const value = p.expression()
  if (p.kind !== token.semicolon) p.unexpected("';'")
  p.advance()
  addAssignment(p, table, path, value, start)
  return p.mark({ kind: 'assignment', path, value }, start)
}

/** `a."b c".${d}` */
export function parseAttrPath(p: Parsing, first?: Name): readonly AttrKey[] {
  const path: AttrKey[] = [first ?? parseKey(p)]
  while (p.kind === token.dot) {
    p.advance()
    path.push(parseKey(p))
  }
  return Object.freeze(path)
}

function parseKey(p: Parsing): AttrKey {
  const { start } = p
  switch (p.kind) {
    case token.identifier: {
      const name = p.written()
      p.advance()
      return p.mark({ kind: 'name', name }, start)
    }
    case token.orWord:
      p.advance()
      return p.mark({ kind: 'name', name: 'or', quoted: false }, start)
    case token.quote:
      return parseQuotedKey(p)
    case token.interpolation: {
      const key = parseInterpolation(p, start)
      p.advance()
      return key
    }
    default:
      return p.unexpected(attribute)
  }
}

/** A string that is a key: a name, unless something is interpolated. */
function parseQuotedKey(p: Parsing): AttrKey {
  const { start } = p
  const parts = parseQuoted(p)
  const [part] = parts
  if (parts.length > 1 || part?.kind === 'interpolation') return p.mark({ kind: 'string', parts }, start)
  const name = part?.text ?? ''
  return p.mark({ kind: 'name', name, ...(isIdentifier(name) && { quoted: true }) }, start)
}

function parseInherit(p: Parsing, table: AttrTable): Inherit {
  const { start } = p
  p.advance()
  let from: Expression | undefined
  if (p.kind === token.openParen) {
    p.advance()
    from = p.expression()
    p.expect(token.closeParen, ')')
  }
  const names: Name[] = []
  const places: number[] = []
  while (p.kind !== token.semicolon) {
    places.push(p.start)
    names.push(parseInheritedName(p))
  }
  p.advance()
  names.forEach(({ name }, index) => {
    addInherited(p, table, name, places[index]!)
  })
  return p.mark({ kind: 'inherit', ...(from && { from }), names: Object.freeze(names) }, start)
}

function parseInheritedName(p: Parsing): Name {
  const { start, kind } = p
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
  return p.mark({ kind: 'name', name, ...(isIdentifier(name) && { quoted: true }) }, start)
}
