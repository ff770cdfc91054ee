import { force } from '../modules/lazy.ts'
import { isProperty, type PropertyData, property } from '../modules/properties.ts'

/** A definition that does not count. */
export const absent: unique symbol = Symbol('absent')

/**
 * The value without the properties that are decided already: `mkIf(true, x)` is `x`, `mkIf(false, x)` is nothing,
 * and `mkMerge` of one value is that value. Looks at the head alone.
 */
export function settle(given: unknown): unknown {
  const value = force(given)
  if (value === undefined) return absent
  if (!isProperty(value)) return value
  const data = value[property]
  switch (data.kind) {
    case 'merge':
      return settleMerge(data.contents)
    case 'definition':
      return settle(data.definition.value)
    case 'if':
    case 'assert': {
      const condition = force(data.condition)
      if (condition === true) return settle(data.content)
      if (condition === false && data.kind === 'if') return absent
      return around(data, settle(data.content), { condition })
    }
    case 'override':
    case 'order':
      return around(data, settle(data.content), {})
  }
}

function around(data: PropertyData, content: unknown, changes: object): unknown {
  return content === absent ? absent : makeProperty({ ...data, ...changes, content } as PropertyData)
}

function settleMerge(contents: readonly unknown[]): unknown {
  const settled = contents.flatMap((content): readonly unknown[] => {
    const value = settle(content)
    if (value === absent) return []
    const inner = isProperty(value) ? value[property] : undefined
    return inner?.kind === 'merge' ? inner.contents : [value]
  })
  if (settled.length === 0) return absent
  return settled.length === 1 ? settled[0] : makeProperty({ kind: 'merge', contents: settled })
}

export function makeProperty(data: PropertyData): object {
  return { [property]: data }
}

/** A set of the user's: not a list, not a property, not an expression. */
export function isPlainSet(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isProperty(value)) return false
  const prototype = Object.getPrototypeOf(value) as unknown
  return prototype === Object.prototype || prototype === null
}
