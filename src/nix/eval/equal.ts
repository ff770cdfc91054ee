import { attrPlace } from './attrs.ts'
import { calls, enter } from './call.ts'
import { force } from './force.ts'
import { known } from './symbols.ts'
import { Attrs, ContextString, Float, isFunction, Path, type Slot, textOf, type Value } from './values.ts'

/** Whether two slots are equal: the same slot is, whatever value is in it, if it has one. */
export function equalSlots(one: Slot, other: Slot, place = 0): boolean {
  const value = force(one, place)
  return one === other || equal(value, force(other, place), place)
}

/** Whether two values are equal. Functions never are. */
export function equal(one: Value, other: Value, place = 0): boolean {
  if (typeof one !== 'object' || one === null) {
    if (one === other) return true
    if (typeof one === 'string') return other instanceof ContextString && other.text === one
    if (other instanceof Float) return isInt(one) && Number(one) === other.value
    return false
  }
  if (one instanceof ContextString) return textOf(other) === one.text
  if (one instanceof Float)
    return Number(other instanceof Float ? other.value : isInt(other) ? other : Number.NaN) === one.value
  if (one instanceof Path) return other instanceof Path && one.path === other.path
  if (isFunction(one)) return false
  enter(place)
  const result = one instanceof Attrs ? equalSets(one, other, place) : equalLists(one, other, place)
  calls.depth--
  return result
}

function isInt(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function equalLists(one: readonly Slot[], other: Value, place: number): boolean {
  if (!Array.isArray(other) || one.length !== other.length) return false
  return one.every((item, index) => equalSlots(item, other[index] as Slot, place))
}

function equalSets(one: Attrs, other: Value, place: number): boolean {
  if (!(other instanceof Attrs)) return false
  if (isDerivation(one) && isDerivation(other)) {
    const left = one.shape.find(known.outPath)
    const right = other.shape.find(known.outPath)
    if (left >= 0 && right >= 0) return equalSlots(one.values[left]!, other.values[right]!, place)
  }
  const { symbols } = one.shape
  const others = other.shape.symbols
  if (symbols.length !== others.length) return false
  for (let index = 0; index < symbols.length; index++) {
    if (symbols[index] !== others[index]) return false
    if (!equalSlots(one.values[index]!, other.values[index]!, place)) return false
  }
  return true
}

/** Whether a value is what `derivation` makes. */
export function isDerivation(value: Value): value is Attrs {
  if (!(value instanceof Attrs)) return false
  const index = value.shape.find(known.type)
  if (index < 0) return false
  return textOf(force(value.values[index]!, attrPlace(value, index))) === 'derivation'
}
