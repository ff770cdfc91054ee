import { withoutParens } from '../../parse/static-names.ts'
import type { Expression } from '../../syntax.ts'
import { operatorPlace } from './operator-place.ts'
import { placeIn, type Unit } from './unit.ts'

/** The place that traces tell of an expression. Some have none. */
export function innerPlace(unit: Unit, expression: Expression): number {
  const node = withoutParens(expression)
  switch (node.kind) {
    case 'int':
    case 'float':
    case 'let':
      return 0
    case 'string':
    case 'indentedString':
    case 'path':
      return node.parts.every(({ kind }) => kind === 'text') ? 0 : placeIn(unit, node)
    case 'hasAttr':
      return innerPlace(unit, node.expression)
    case 'list':
      return node.elements.length === 0 ? 0 : innerPlace(unit, node.elements[0]!)
    case 'unary':
      return node.operator === '!' ? innerPlace(unit, node.operand) : placeIn(unit, node)
    case 'apply': {
      const callee = withoutParens(node.callee)
      return callee.kind === 'apply' ? innerPlace(unit, callee) : placeIn(unit, node)
    }
    case 'binary':
      return operatorPlace(unit, node)
    default:
      return placeIn(unit, node)
  }
}
