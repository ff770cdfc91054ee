import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Parts } from './rules.ts'
import { application, applicationDoc } from './rules-application.ts'
import { isBare } from './shapes.ts'
import type { Assert, Expression, If, Let, With } from './syntax.ts'

export function letDoc(parts: Parts, node: Let): Doc {
  return [
    group(['let', space.hardLine, nest(parts.bindings(node))]),
    space.hardLine,
    group(['in', space.hardLine, parts.doc(node.body)]),
  ]
}

export function withDoc(parts: Parts, node: With): Doc {
  return [
    group(['with', space.hardBlank, nest(group(parts.doc(node.scope))), ';']),
    space.line,
    parts.doc(node.body),
  ]
}

/** Laid out as if `assert` were the function that is called. */
export function assertDoc(parts: Parts, node: Assert): Doc {
  const { condition } = node
  const args =
    condition.kind === 'apply' && isBare(condition)
      ? [application(condition).head, ...application(condition).args]
      : [condition]
  return group([applicationDoc(parts, { head: 'assert', args }), ';', space.hardLine, parts.doc(node.body)])
}

/** `else if` goes on with the chain, which is never on one line. */
export function ifDoc(parts: Parts, node: If): Doc {
  const docs: Doc[] = []
  let rest: Expression = node
  for (
    let around: number = space.line;
    rest.kind === 'if' && (rest === node || isBare(rest));
    around = space.hardLine
  ) {
    docs.push(
      group(['if', space.line, nest(parts.doc(rest.condition)), space.line, 'then']),
      around,
      nest(group(parts.doc(rest.consequent))),
      around,
      'else',
      space.hardBlank,
    )
    rest = rest.alternative
  }
  return group([docs, space.line, nest(group(parts.doc(rest)))])
}
