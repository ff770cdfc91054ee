import type { Around, Binary, BinaryOperator, Expression } from '../syntax.ts'
import { application, applicationDoc } from './application.ts'
import { surrounded, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Rules } from './rules.ts'
import { isAbsorbable } from './shapes.ts'
import { termDoc } from './terms.ts'
import { aroundOf, commentMovedUp } from './tokens.ts'

const comparisons: ReadonlySet<BinaryOperator> = new Set(['<', '<=', '>', '>=', '==', '!='])

/** An operand of a chain, and what stands around the operator before it. */
interface Operand {
  readonly around: Around
  readonly expression: Expression
}

/** A chain of one operator breaks before each of them, or before none. A comparison breaks only if it has to. */
export function binaryDoc(rules: Rules, node: Binary): Doc {
  if (comparisons.has(node.operator)) {
    const operator = tokenDoc(node, 'operator', node.operator)
    return [rules.doc(node.left), space.softLine, operator, space.hardBlank, rules.doc(node.right)]
  }
  return chainDoc(rules, node, false)
}

/** `wideFirst`: the first operand begins behind a `=`, so it is expanded if it is a set. */
export function chainDoc(rules: Rules, node: Binary, wideFirst: boolean): Doc {
  const [first, ...others] = operandsOf(node)
  const start = first!.expression
  // A pipe of several steps is a list of them.
  const isPipe = node.operator === '|>' || node.operator === '<|'
  const between = isPipe && others.length > 2 ? space.hardLine : space.line
  return group([
    wideFirst && isAbsorbable(start) ? termDoc(rules, start, true) : rules.doc(start),
    others.map(({ around, expression }) => [
      between,
      surrounded(commentMovedUp(around), node.operator),
      nest(operandDoc(rules, expression)),
    ]),
  ])
}

/** The operands of a chain, whichever way it is nested. */
export function operandsOf(node: Binary): readonly Operand[] {
  const operands: Operand[] = []
  const stack: Operand[] = [{ around: {}, expression: node }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { expression } = top
    if (
      expression.kind === 'binary' &&
      expression.operator === node.operator &&
      !comparisons.has(node.operator)
    )
      stack.push(
        { around: aroundOf(expression, 'operator'), expression: expression.right },
        { around: top.around, expression: expression.left },
      )
    else operands.push(top)
  }
  return operands
}

function operandDoc(rules: Rules, operand: Expression): Doc {
  if (isAbsorbable(operand)) return [space.hardBlank, rules.doc(operand)]
  if (operand.kind === 'binary') return group([space.line, rules.doc(operand)])
  if (operand.kind === 'apply')
    return group([space.hardBlank, applicationDoc(rules, application(operand), { before: space.line })])
  return [space.hardBlank, rules.doc(operand)]
}
