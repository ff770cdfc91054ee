import type { Doc } from './document.ts'
import { group, join, nest, space, text } from './document.ts'
import type { Parts } from './rules.ts'
import { assignedDoc } from './rules-bindings.ts'
import { absorbedDoc, termDoc } from './rules-terms.ts'
import { commentBehind, commentsAbove, withComments } from './rules-trivia.ts'
import { isAbsorbable, isAbsorbableBody, isBare, isShort } from './shapes.ts'
import type { Expression, Formal, Formals, Identifier, Lambda } from './syntax.ts'

export function lambdaDoc(parts: Parts, node: Lambda): Doc {
  const { parameter, body } = node
  if (parameter.kind === 'identifier') return curriedDoc(parts, node, parameter)
  const head = [withComments(parameter, formalsDoc(parts, parameter)), ':']
  if (node.bodyBelow) return [head, space.hardLine, parts.doc(body)]
  if (parameter.as === undefined && isShort(parameter) && isAbsorbableBody(body))
    return [head, space.hardBlank, group(parts.doc(body), 'priority')]
  if (isAbsorbable(body)) return [head, space.line, group(termDoc(parts, body, true))]
  return [head, space.line, parts.doc(body)]
}

/** A function of a name, which goes on with the parameters of the one around it. */
export function isCurried(node: Expression): node is Lambda & { readonly parameter: Identifier } {
  return node.kind === 'lambda' && node.parameter.kind === 'identifier' && isBare(node)
}

/** `a: b: body`: up to two parameters may share the line of a body that is not absorbed, more may not. */
function curriedDoc(parts: Parts, node: Lambda, first: Identifier): Doc {
  const head: Doc[] = [withComments(first, first.name), ':']
  let { body }: Lambda = node
  let depth = 1
  while (isCurried(body)) {
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
  const { name, fallback, before, after } = formal
  const inner: Doc = followed || after !== undefined ? ',' : []
  const named = fallback
    ? group([name, space.hardBlank, nest(['?', assignedDoc(parts, fallback)]), inner])
    : [name, inner]
  const last = inner === ',' ? [] : text('ifBroken', ',')
  return [commentsAbove(before), named, last, commentBehind(after)]
}
