import type { Assert, Expression, If, Let, With } from '../syntax.ts'
import { application, applicationDoc } from './application.ts'
import { surrounded, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Rules } from './rules.ts'
import { withScopeDoc } from './terms.ts'
import { aroundOf, beforeOf, changeFirst, commentMovedUp } from './tokens.ts'

/** What stands around `in` goes with the body. */
export function letDoc(rules: Rules, node: Let): Doc {
  const above = beforeOf(commentMovedUp(aroundOf(node, 'in')))
  const body =
    above.length === 0
      ? node.body
      : changeFirst(node.body, (around) => ({ ...around, before: [...above, ...beforeOf(around)] }))
  return [
    group([tokenDoc(node, 'let'), space.hardLine, nest(rules.bindings(node))]),
    space.hardLine,
    group(['in', space.hardLine, rules.doc(body)]),
  ]
}

export function withDoc(rules: Rules, node: With): Doc {
  return [group(withScopeDoc(rules, node)), space.line, rules.doc(node.body)]
}

/** Laid out as if `assert` were the function that is called. */
export function assertDoc(rules: Rules, node: Assert): Doc {
  const { condition } = node
  const called = condition.kind === 'apply' ? application(condition) : { head: condition, args: [] }
  const call = { head: { node, token: 'assert' }, args: [called.head, ...called.args] } as const
  return group([applicationDoc(rules, call), tokenDoc(node, ';'), space.hardLine, rules.doc(node.body)])
}

/** `else if` goes on with the chain, which is never on one line. */
export function ifDoc(rules: Rules, node: If): Doc {
  const docs: Doc[] = []
  let word: Doc = surrounded(commentMovedUp(aroundOf(node, 'if')), 'if')
  let rest: Expression = node
  for (let around: number = space.line; rest.kind === 'if'; around = space.hardLine) {
    docs.push(
      group([word, space.line, nest(rules.doc(rest.condition)), space.line, tokenDoc(rest, 'then')]),
      around,
      nest(group(rules.doc(rest.consequent))),
      around,
      surrounded(commentMovedUp(aroundOf(rest, 'else')), 'else'),
      space.hardBlank,
    )
    rest = rest.alternative
    word = tokenDoc(rest, 'if')
  }
  return group([docs, space.line, nest(group(rules.doc(rest)))])
}
