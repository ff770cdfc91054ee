import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Parts } from './rules.ts'
import { application, applicationDoc } from './rules-application.ts'
import { termDoc } from './rules-terms.ts'
import { isAbsorbable, isBare } from './shapes.ts'
import type { Binary, BinaryOperator, Expression } from './syntax.ts'

const comparisons: ReadonlySet<BinaryOperator> = new Set(['<', '<=', '>', '>=', '==', '!='])

/** A chain of one operator breaks before each of them, or before none. A comparison breaks only if it has to. */
export function binaryDoc(parts: Parts, node: Binary): Doc {
  if (comparisons.has(node.operator))
    return [parts.doc(node.left), space.softLine, node.operator, space.hardBlank, parts.doc(node.right)]
  return chainDoc(parts, node, false)
}

/** `wideFirst`: the first operand begins behind a `=`, so it is expanded if it is a set. */
export function chainDoc(parts: Parts, node: Binary, wideFirst: boolean): Doc {
  const [first, ...others] = operandsOf(node)
  const start = wideFirst && isAbsorbable(first) ? termDoc(parts, first, true) : parts.doc(first)
  return group([
    start,
    others.map((operand) => [space.line, node.operator, nest(operandDoc(parts, operand))]),
  ])
}

/** Whether an operand goes on with the chain it stands in. */
export function isChained(node: Binary, operand: Expression): operand is Binary {
  return (
    operand.kind === 'binary' &&
    operand.operator === node.operator &&
    isBare(operand) &&
    !comparisons.has(node.operator)
  )
}

/** The operands of a chain, whichever way it is nested. */
export function operandsOf(node: Binary): readonly [Expression, ...Expression[]] {
  const operands: Expression[] = []
  const stack: Expression[] = [node.right, node.left]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (isChained(node, top)) stack.push(top.right, top.left)
    else operands.push(top)
  }
  const [first, ...others] = operands
  return [first!, ...others]
}

function operandDoc(parts: Parts, operand: Expression): Doc {
  if (isAbsorbable(operand)) return [space.hardBlank, parts.doc(operand)]
  if (operand.kind === 'binary') return group([space.line, parts.doc(operand)])
  if (operand.kind === 'apply' && isBare(operand))
    return group([space.hardBlank, applicationDoc(parts, application(operand), { before: space.line })])
  return [space.hardBlank, parts.doc(operand)]
}
