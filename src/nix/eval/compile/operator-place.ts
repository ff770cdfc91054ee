import type { Binary } from '../../syntax.ts'
import { endOf, type Unit } from './unit.ts'

const between = /(?:[ \t\r\n]|#[^\r\n]*|\/\*[\s\S]*?\*\/)*/y

/** Where the operator between two operands stands. */
export function operatorPlace(unit: Unit, { left }: Binary): number {
  between.lastIndex = endOf(left)
  between.test(unit.text)
  return unit.base + between.lastIndex
}
