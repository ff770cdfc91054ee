import {
  escapeQuoted,
  indentedLines,
  quotedAlike,
  quotedLines,
  type StringLine,
  sourceLines,
} from '../strings.ts'
import type {
  AttrKey,
  Expression,
  IndentedString,
  Interpolation,
  Name,
  Parens,
  Path,
  StringLiteral,
} from '../syntax.ts'
import { application, applicationDoc } from './application.ts'
import { commentsAbove, surrounded, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { choice, compact, group, join, nest, offset, space, text, textWidth } from './document.ts'
import type { Rules } from './rules.ts'
import { isAbsorbable, isAbsorbableBody, isPlain, isSelection, isSimple } from './shapes.ts'
import { absorbedDoc, termDoc } from './terms.ts'
import { aroundOf, commentMovedUp } from './tokens.ts'

/** Interpolations up to this width are not broken, even where the line is too long. */
const shortInterpolation = 30

export function stringDoc(rules: Rules, node: StringLiteral): Doc {
  return tokenDoc(node, 'self', quotedDoc(rules, quotedLines(node.parts)))
}

function quotedDoc(rules: Rules, lines: readonly StringLine[]): Doc {
  const docs = lines.map((line) => lineDoc(rules, line))
  return group(['"', join('\n', docs), '"'])
}

/** One that has a single line, and nothing that `"` would have to escape, is printed in `"`. */
export function indentedStringDoc(rules: Rules, node: IndentedString): Doc {
  const { parts, cut } = node
  const alike = cut === undefined ? quotedAlike(parts) : undefined
  if (alike !== undefined) return tokenDoc(node, 'self', quotedDoc(rules, [alike]))
  const lines = indentedLines(parts).map((line) =>
    cut === undefined ? lineDoc(rules, line) : uncutLineDoc(rules, line, cut),
  )
  const open: Doc = lines.length > 1 ? space.break : []
  return tokenDoc(node, 'self', group(["''", open, nest(join(space.newlines + 1, lines)), "''"]))
}

/** A line that begins where it did in the source. */
function uncutLineDoc(rules: Rules, line: StringLine, indentation: string): Doc {
  const [first, ...others] = line
  if (first === undefined) return []
  if (typeof first !== 'string') return [text('verbatim', indentation), lineDoc(rules, line)]
  const blank = /^\s*/.exec(first)![0]
  const content = first.slice(blank.length)
  const rest = content === '' ? others : [content, ...others]
  return [text('verbatim', indentation + blank), offset(textWidth(blank), lineDoc(rules, rest))]
}

export function pathDoc(rules: Rules, node: Path): Doc {
  const lines = sourceLines(node.parts).map((line) => lineDoc(rules, line))
  return tokenDoc(node, 'self', lines)
}

export function keyDoc(rules: Rules, key: AttrKey): Doc {
  switch (key.kind) {
    case 'name':
      return tokenDoc(key, 'self', nameDoc(key))
    case 'string':
      return stringDoc(rules, key)
    case 'interpolation':
      return tokenDoc(key, 'self', interpolationDoc(rules, key))
  }
}

function nameDoc(key: Name): Doc {
  if (isPlain(key)) return key.name
  return group(key.source ?? `"${escapeQuoted(key.name)}"`)
}

/** `a.b`: keys, each with the dot before it but the first. */
export function pathKeysDoc(rules: Rules, path: readonly AttrKey[]): Doc {
  return path.map((key, index) => (index === 0 ? keyDoc(rules, key) : selectorDoc(rules, key)))
}

/** `.a` */
export function selectorDoc(rules: Rules, key: AttrKey): Doc {
  return [tokenDoc(key, '.'), keyDoc(rules, key)]
}

/** A line of a string. What an interpolation breaks into is indented like the line. */
function lineDoc(rules: Rules, line: StringLine): Doc {
  const [first = '', ...others] = line
  const lead = typeof first === 'string' ? first : ''
  const [alone, more] = typeof first === 'string' ? others : line
  if (more === undefined && typeof alone === 'object' && /^ *$/.test(lead)) {
    if (!alone.last?.length) return [lead, offset(lead.length, loneInterpolation(rules, alone.expression))]
    if (typeof first === 'object') return brokenInterpolation(rules, alone)
  }
  const docs = line.map((part) => (typeof part === 'string' ? part : interpolationDoc(rules, part)))
  return [docs[0] ?? [], offset(textWidth(/^\s*/.exec(lead)![0]), docs.slice(1))]
}

/** An interpolation that has the line to itself may begin behind its brace. */
function loneInterpolation(rules: Rules, inner: Expression): Doc {
  return group(['${', nest(enclosedDoc(rules, inner)), '}'])
}

/** What stands in parentheses, or in an interpolation that has its line to itself. */
function enclosedDoc(rules: Rules, inner: Expression): Doc {
  if (isAbsorbableBody(inner)) return group(absorbedDoc(rules, inner, false))
  if (inner.kind === 'apply')
    return applicationDoc(rules, application(inner), { indentHead: true, breakBehind: true })
  const whole = group(rules.doc(inner))
  if (isSelection(inner) && !isAbsorbable(inner.expression)) return [whole, space.break]
  return [space.break, whole, space.break]
}

function interpolationDoc(rules: Rules, node: Interpolation): Doc {
  const { expression, last } = node
  const inner = rules.doc(expression)
  if (!last?.length) {
    if (isAbsorbable(expression)) return group(['${', termDoc(rules, expression), '}'])
    if (isSimple(expression))
      return ['${', choice(inner, Number.POSITIVE_INFINITY, compact(inner), inner), '}']
  }
  const whole = [inner, commentsAbove(last)]
  const unbroken = group(['${', compact(whole), '}'])
  return choice(whole, shortInterpolation, unbroken, brokenInterpolation(rules, node))
}

/** `${` and `}` on lines of their own, if not all of it fits on one. */
function brokenInterpolation(rules: Rules, { expression, last }: Interpolation): Doc {
  return group([
    '${',
    space.break,
    nest(group([rules.doc(expression), commentsAbove(last)])),
    space.break,
    '}',
  ])
}

export function parensDoc(rules: Rules, node: Parens): Doc {
  const open = surrounded(commentMovedUp(aroundOf(node, '(')), '(')
  const inside = [enclosedDoc(rules, node.expression), commentsAbove(node.last)]
  return group([open, nest(inside), tokenDoc(node, ')')])
}
