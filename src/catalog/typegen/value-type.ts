import type { Struct } from '../struct.ts'
import { type Property, type TypeText, union } from './group.ts'
import { literal } from './text.ts'

/** The type of a value; `bare` where it takes properties and deferred values by itself. */
export interface ValueType {
  readonly text: TypeText
  readonly bare?: boolean
}

/** What options of an unknown type take. It covers properties and deferred values. */
export const anyValue: ValueType = { text: 'AnyValue', bare: true }

/** What the keys of a freeform type hold: nothing where that is not known. */
export function innerFreeform(freeform: Struct): Struct | undefined {
  if (freeform.t === 'attrsOf' || freeform.t === 'lazyAttrsOf') return freeform.elem
  if (freeform.t === 'nullOr' || freeform.t === 'unique') return freeform.elem && innerFreeform(freeform.elem)
  return { t: 'anything' }
}

/** The type as an option or an element has it. */
export function wrap(type: ValueType): TypeText {
  return type.bare ? type.text : `Val<${type.text}>`
}

/** A value of an enumeration as a type. */
export function literalType(value: string | number | boolean | null): TypeText {
  return typeof value === 'string' ? literal(value) : String(value)
}

/** A list of elements of that type. */
export function listType(elem: TypeText): TypeText {
  return `readonly ${elem.includes(' | ') && !elem.endsWith('>') ? `(${elem})` : elem}[]`
}

/** The type of keys that are no options; it must cover the types of those that are. */
export function indexType(free: ValueType, properties: readonly Property[]): TypeText {
  const known = properties.map((property) => property.type)
  const more = free === anyValue ? known.filter((type) => /\uE000|ReadOnly</.test(type)) : known
  return union([wrap(free), ...more])
}
