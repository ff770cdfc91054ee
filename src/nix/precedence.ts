import { rawShape } from './raw.ts'
import type { BinaryOperator, Expression, Select, Unary } from './syntax.ts'
import { rewrite } from './traverse.ts'

/**
 * How tightly each kind of expression binds, from 0 (closed in itself) to 17 (reaches as far to the right as it can).
 * An operand binds at most as loosely as its place allows, or needs parentheses.
 */
const level = { closed: 0, select: 1, apply: 2, negate: 3, hasAttr: 4, not: 8, open: 17 } as const

interface Operands {
  readonly level: number
  readonly left: number
  readonly right: number
}

const left = (own: number): Operands => ({ level: own, left: own, right: own - 1 })
const right = (own: number): Operands => ({ level: own, left: own - 1, right: own })
const single = (own: number): Operands => ({ level: own, left: own - 1, right: own - 1 })

const operands: Readonly<Record<BinaryOperator, Operands>> = {
  '++': right(5),
  '*': left(6),
  '/': left(6),
  '+': left(7),
  '-': left(7),
  '//': right(9),
  '<': single(10),
  '<=': single(10),
  '>': single(10),
  '>=': single(10),
  '==': single(11),
  '!=': single(11),
  '&&': left(12),
  '||': left(13),
  '->': right(14),
  // The two do not mix.
  '|>': left(15),
  '<|': { level: 16, left: 14, right: 14 },
}

/** The tree with parentheses wherever its text would otherwise be read as another tree. */
export function parenthesize(root: Expression): Expression {
  return rewrite(root, encloseOperands)
}

function encloseOperands(node: Expression): Expression {
  switch (node.kind) {
    case 'list':
      return { ...node, elements: node.elements.map((element) => enclose(element, level.select)) }
    case 'select':
      return encloseSelect(mergeSelects(node))
    case 'hasAttr':
      return { ...node, expression: enclose(node.expression, level.negate) }
    case 'apply':
      return {
        ...node,
        callee: enclose(node.callee, level.apply),
        argument: enclose(node.argument, level.select),
      }
    case 'unary':
      return { ...node, operand: encloseOperand(node) }
    case 'binary': {
      const limits = operands[node.operator]
      const { right } = node
      const chained = node.operator === '<|' && right.kind === 'binary' && right.operator === '<|'
      return {
        ...node,
        left: enclose(node.left, limits.left),
        right: chained ? right : enclose(right, limits.right),
      }
    }
    default:
      return node
  }
}

function encloseOperand({ operator, operand }: Unary): Expression {
  if (operator === '!') return enclose(operand, level.not)
  let first = operand
  while (first.kind === 'apply') first = first.callee
  // `-./a` is read as a path.
  return enclose(operand, first.kind === 'path' ? -1 : level.negate)
}

/** `(a.b).c` is `a.b.c`, but `(a.b).c or d` fails where `a.b.c or d` does not. */
function mergeSelects(node: Select): Select {
  const inner = node.expression
  if (inner.kind !== 'select' || inner.fallback || inner.oldLet || node.fallback) return node
  return { ...node, expression: inner.expression, path: [...inner.path, ...node.path] }
}

function encloseSelect(node: Select): Select {
  if (node.oldLet) return node
  return {
    ...node,
    expression: enclose(node.expression, level.closed),
    ...(node.fallback && { fallback: enclose(node.fallback, level.select) }),
  }
}

function enclose(child: Expression, limit: number): Expression {
  if (looseness(child, limit) <= limit) return child
  return Object.freeze({ kind: 'parens', expression: child })
}

function looseness(node: Expression, limit: number): number {
  switch (node.kind) {
    // `./a.b` is read as a path.
    case 'path':
      return limit === level.closed ? level.select : level.closed
    case 'select':
      return node.oldLet ? level.closed : level.select
    case 'apply':
      return level.apply
    case 'unary':
      return node.operator === '-' ? level.negate : level.not
    case 'hasAttr':
      return level.hasAttr
    case 'binary':
      return operands[node.operator].level
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert':
    case 'if':
      return level.open
    case 'raw':
      return { closed: level.closed, selection: level.select, open: level.open }[rawShape(node.text)]
    default:
      return level.closed
  }
}
