import type { Doc } from './document.ts'
import { compact, fitsOnOneLine, group, join, nest, offset, space } from './document.ts'
import type { Parts } from './rules.ts'
import { application, applicationDoc } from './rules-application.ts'
import { absorbedDoc, termDoc } from './rules-terms.ts'
import { commentsAbove, withComments } from './rules-trivia.ts'
import { isAbsorbable, isAbsorbableBody, isBare, isOneLine, isPlain, isSimple } from './shapes.ts'
import { escapeQuoted, indentedLines, quotedLines, type StringLine, sourceLines } from './strings.ts'
import type {
  AttrKey,
  Expression,
  IndentedString,
  Interpolation,
  Parens,
  Path,
  StringLiteral,
} from './syntax.ts'

/** Interpolations up to this width are not broken, even where the line is too long. */
const shortInterpolation = 30

export function stringDoc(parts: Parts, node: StringLiteral): Doc {
  const lines = quotedLines(node.parts).map((line) => lineDoc(parts, line))
  return group(['"', join('\n', lines), '"'])
}

export function indentedStringDoc(parts: Parts, node: IndentedString): Doc {
  const lines = indentedLines(node.parts).map((line) => lineDoc(parts, line))
  const open: Doc = lines.length > 1 ? space.break : []
  return group(["''", open, nest(join(space.newlines + 1, lines)), "''"])
}

export function pathDoc(parts: Parts, node: Path): Doc {
  return sourceLines(node.parts).map((line) => lineDoc(parts, line))
}

export function keyDoc(parts: Parts, key: AttrKey): Doc {
  switch (key.kind) {
    case 'name':
      return withComments(key, isPlain(key) ? key.name : `"${escapeQuoted(key.name)}"`)
    case 'string':
      return withComments(key, stringDoc(parts, key))
    case 'interpolation':
      return interpolationDoc(parts, key)
  }
}

/** `.a.b` */
export function selectorsDoc(parts: Parts, keys: readonly AttrKey[]): Doc {
  return keys.map((key) => ['.', keyDoc(parts, key)])
}

/** A line of a string. What an interpolation breaks into is indented like the line. */
function lineDoc(parts: Parts, line: StringLine): Doc {
  const [first = '', second] = line
  const blank = typeof first === 'string' && /^\s*$/.test(first)
  const lead = typeof first === 'string' ? first : ''
  const alone = typeof first === 'object' ? first : second
  if (line.length === (alone === first ? 1 : 2) && blank === (alone !== first) && typeof alone === 'object') {
    if (!alone.last?.length) return [lead, offset(lead.length, loneInterpolation(parts, alone.expression))]
    return [lead, offset(lead.length, interpolationDoc(parts, alone))]
  }
  const docs = line.map((part) => (typeof part === 'string' ? part : interpolationDoc(parts, part)))
  return [docs[0] ?? [], offset(/^\s*/.exec(lead)![0].length, docs.slice(1))]
}

/** An interpolation that has the line to itself may begin behind its brace. */
function loneInterpolation(parts: Parts, inner: Expression): Doc {
  return group(['${', nest(enclosedDoc(parts, inner)), '}'])
}

/** What stands in parentheses, or in an interpolation that has its line to itself. */
function enclosedDoc(parts: Parts, inner: Expression): Doc {
  if (isAbsorbableBody(inner)) return group(absorbedDoc(parts, inner, false))
  if (inner.kind === 'apply' && isBare(inner))
    return applicationDoc(parts, application(inner), { indentHead: true, breakBehind: true })
  const whole = group(parts.doc(inner))
  if (inner.kind === 'select')
    return isAbsorbable(inner.expression) ? [space.break, whole, space.break] : [whole, space.break]
  return [space.break, whole, space.break]
}

function interpolationDoc(parts: Parts, { expression, last }: Interpolation): Doc {
  const inner = parts.doc(expression)
  if (!last?.length) {
    if (isAbsorbable(expression)) return group(['${', termDoc(parts, expression), '}'])
    if (isSimple(expression)) return ['${', isOneLine(expression) ? compact(inner) : inner, '}']
  }
  const whole = [inner, commentsAbove(last)]
  if (fitsOnOneLine(whole, shortInterpolation)) return group(['${', compact(whole), '}'])
  return group(['${', space.break, nest(whole), space.break, '}'])
}

export function parensDoc(parts: Parts, node: Parens): Doc {
  return group(['(', nest([enclosedDoc(parts, node.expression), commentsAbove(node.last)]), ')'])
}
