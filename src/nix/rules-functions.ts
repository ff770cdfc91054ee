import type { Doc } from './document.ts'
import { group, join, nest, space, text } from './document.ts'
import type { Parts } from './rules.ts'
import { assignedDoc } from './rules-bindings.ts'
import { absorbedDoc, termDoc } from './rules-terms.ts'
import { commentBehind, commentsAbove, withComments } from './rules-trivia.ts'
import { isAbsorbable, isAbsorbableBody, isBare, isShort, isTerm } from './shapes.ts'
import type { Formal, Formals, Identifier, Lambda } from './syntax.ts'

export function lambdaDoc(parts: Parts, node: Lambda): Doc {
  const { parameter, body } = node
  if (parameter.kind === 'identifier') return curriedDoc(parts, node, parameter)
  const head = [withComments(parameter, formalsDoc(parts, parameter)), ':']
  if (node.bodyBelow) return [head, space.hardLine, parts.doc(body)]
  if (parameter.as === undefined && isShort(parameter) && isAbsorbableBody(body))
    return [head, space.hardBlank, group(parts.doc(body), 'priority')]
  if (isTerm(body) && isAbsorbable(body)) return [head, space.line, group(termDoc(parts, body, true))]
  return [head, space.line, parts.doc(body)]
}

/** `a: b: body`: up to two parameters may share the line of a body that is not absorbed, more may not. */
function curriedDoc(parts: Parts, node: Lambda, first: Identifier): Doc {
  const head: Doc[] = [withComments(first, first.name), ':']
  let { body } = node
  let depth = 1
  while (body.kind === 'lambda' && body.parameter.kind === 'identifier' && isBare(body)) {
    head.push(space.hardBlank, withComments(body.parameter, body.parameter.name), ':')
    body = body.body
    depth++
  }
  const tail = isAbsorbableBody(body)
    ? [space.hardBlank, group(absorbedDoc(parts, body, false), 'priority')]
    : [depth <= 2 ? space.line : space.hardLine, parts.doc(body)]
  return group([space.break, head, tail])
}

function formalsDoc(parts: Parts, node: Formals): Doc {
  const { as } = node
  const braces = bracesDoc(parts, node)
  if (as === undefined) return braces
  return as.side === 'before' ? [as.name, '@', braces] : [braces, '@', as.name]
}

function bracesDoc(parts: Parts, node: Formals): Doc {
  const { formals, ellipsis } = node
  if (formals.length === 0 && !ellipsis && !node.last?.length)
    return group(['{', node.multiline ? space.hardLine : space.hardBlank, '}'])
  const between = isShort(node) ? space.line : space.hardLine
  const items = formals.map((formal, index) =>
    formalDoc(parts, formal, index + 1 < formals.length || ellipsis),
  )
  if (ellipsis) items.push('...')
  return group(['{', between, nest(join(between, items)), between, nest(commentsAbove(node.last)), '}'])
}

/** The comma behind the last formal is there only if the formals are on lines of their own. */
function formalDoc(parts: Parts, formal: Formal, followed: boolean): Doc {
  const comma = followed || formal.after !== undefined ? ',' : text('ifBroken', ',')
  const named = formal.fallback
    ? group([formal.name, space.hardBlank, nest(['?', assignedDoc(parts, formal.fallback)]), comma])
    : [formal.name, comma]
  return [commentsAbove(formal.before), named, commentBehind(formal.after)]
}
