import type { Formal, Formals, Identifier, Lambda } from '../syntax.ts'
import { assignedDoc } from './bindings.ts'
import { commentsAbove, surrounded, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { group, join, nest, space, text } from './document.ts'
import { settleFormals } from './formals.ts'
import type { Rules } from './rules.ts'
import { isAbsorbable, isAbsorbableBody, isShort } from './shapes.ts'
import { absorbedDoc, termDoc } from './terms.ts'
import { aroundOf, commentMovedUp, isBareToken } from './tokens.ts'

export function lambdaDoc(rules: Rules, node: Lambda): Doc {
  const { parameter, body } = node
  if (parameter.kind === 'identifier') return curriedDoc(rules, node, parameter)
  const head = [formalsDoc(rules, parameter), tokenDoc(node, ':')]
  if (parameter.as === undefined) {
    if (node.bodyBelow) return [head, space.hardLine, rules.doc(body)]
    if (isShort(parameter) && isAbsorbableBody(body))
      return [head, space.hardBlank, group(rules.doc(body), 'priority')]
  }
  return [head, space.line, isAbsorbable(body) ? group(termDoc(rules, body, true)) : rules.doc(body)]
}

/** `a: b: body`: up to two parameters may share the line of a body that is not absorbed, more may not. */
function curriedDoc(rules: Rules, node: Lambda, first: Identifier): Doc {
  const head: Doc[] = [tokenDoc(first, 'self', first.name), tokenDoc(node, ':')]
  let { body }: Lambda = node
  let depth = 1
  while (body.kind === 'lambda' && body.parameter.kind === 'identifier') {
    head.push(space.hardBlank, tokenDoc(body.parameter, 'self', body.parameter.name), tokenDoc(body, ':'))
    body = body.body
    depth++
  }
  const tail = isAbsorbableBody(body)
    ? [space.hardBlank, group(absorbedDoc(rules, body, false), 'priority')]
    : [depth <= 2 ? space.line : space.hardLine, rules.doc(body)]
  return group([space.break, head, tail])
}

function formalsDoc(rules: Rules, node: Formals): Doc {
  const { as } = node
  const braces = bracesDoc(rules, node)
  if (as === undefined) return braces
  const name = tokenDoc(node, 'as', as.name)
  const at = tokenDoc(node, '@')
  return as.side === 'before' ? [name, at, braces] : [braces, at, name]
}

function bracesDoc(rules: Rules, node: Formals): Doc {
  const open = surrounded(commentMovedUp(aroundOf(node, '{')), '{')
  const last = commentsAbove(node.last)
  const close = tokenDoc(node, '}')
  if (node.formals.length === 0 && !node.ellipsis)
    return group([open, node.multiline ? space.hardLine : space.hardBlank, last, close])
  const between = isShort(node) ? space.line : space.hardLine
  const { formals, ellipsis } = settleFormals(node)
  const items = formals.map((formal, index) =>
    formalDoc(rules, formal, index + 1 < formals.length || node.ellipsis),
  )
  if (node.ellipsis) items.push(surrounded(ellipsis, '...'))
  return group([open, between, nest(join(between, items)), between, nest(last), close])
}

/** The comma behind the last formal is there only if the formals are on lines of their own. */
function formalDoc(rules: Rules, formal: Formal, followed: boolean): Doc {
  const { name, fallback } = formal
  const shown = tokenDoc(formal, 'self', name)
  const kept = followed || !isBareToken(formal, ',')
  const comma = kept ? tokenDoc(formal, ',') : []
  const last = kept ? [] : text('ifBroken', ',')
  if (fallback === undefined) return [shown, comma, last]
  const right = nest([tokenDoc(formal, '?'), assignedDoc(rules, fallback)])
  return [group([shown, space.hardBlank, right, comma]), last]
}
