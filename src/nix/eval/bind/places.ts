import { withoutParens } from '../../parse/static-names.ts'
import type { Binary, Expression } from '../../syntax.ts'

/** Where a node stands in its text; the evaluator's own reading of a text puts it on the nodes. */
export interface Ranged {
  readonly start: number
  readonly end: number
}

export function startOf(node: object): number {
  return (node as Ranged).start
}

export function endOf(node: object): number {
  return (node as Ranged).end
}

/** Where the operator between two operands stands. */
export function operatorOffset(text: string, { left }: Binary): number {
  const end = endOf(left)
  const next = text.charCodeAt(end)
  // Nearly always a space and the operator.
  if (next === space && !begins.test(text[end + 1]!)) return end + 1
  between.lastIndex = end
  between.test(text)
  return between.lastIndex
}

const space = 32
const begins = /[ \t\r\n#/]/
const between = /(?:[ \t\r\n]|#[^\r\n]*|\/\*[\s\S]*?\*\/)*/y

/** A call that an expression is, if it is one: `f a`, `a |> f` or `f <| a`. Nix puts it where the function or the operator stands. */
export function callIn(
  text: string,
  node: Expression,
): { readonly callee: Expression; readonly argument: Expression; readonly at: number } | undefined {
  if (node.kind === 'apply') return { callee: node.callee, argument: node.argument, at: startOf(node) }
  if (node.kind !== 'binary') return undefined
  const { operator, left, right } = node
  if (operator === '|>') return { callee: right, argument: left, at: operatorOffset(text, node) }
  if (operator === '<|') return { callee: left, argument: right, at: operatorOffset(text, node) }
  return undefined
}

/** Where traces tell that an expression is; nothing for those that Nix gives no place. */
export function innerOffset(text: string, expression: Expression): number | undefined {
  const node = withoutParens(expression)
  switch (node.kind) {
    case 'int':
    case 'float':
    case 'let':
      return undefined
    case 'string':
    case 'indentedString':
    case 'path':
      return node.parts.every(({ kind }) => kind === 'text') ? undefined : startOf(node)
    case 'hasAttr':
      return innerOffset(text, node.expression)
    case 'list':
      return node.elements.length === 0 ? undefined : innerOffset(text, node.elements[0]!)
    case 'unary':
      return node.operator === '!' ? innerOffset(text, node.operand) : startOf(node)
    case 'apply':
    case 'binary': {
      const call = callIn(text, node)
      if (call === undefined) return operatorOffset(text, node as Binary)
      return callIn(text, withoutParens(call.callee)) === undefined ? call.at : innerOffset(text, call.callee)
    }
    default:
      return startOf(node)
  }
}
