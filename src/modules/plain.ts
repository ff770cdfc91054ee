import { isDeferred } from './deferred.ts'
import { isLazy } from './lazy.ts'
import { isProperty } from './properties.ts'

/** Nix's names of the kinds of values: `builtins.typeOf`. */
export type Kind = 'null' | 'bool' | 'int' | 'float' | 'string' | 'list' | 'set' | 'lambda' | 'opaque'

/** A set of named values, as opposed to objects that mean something else as a whole. */
export function isAttrs(value: unknown): value is { readonly [name: string]: unknown } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  return !isProperty(value) && !isDeferred(value) && !isLazy(value)
}

/** The kind of a forced value. Objects that are no plain sets are opaque. */
export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
    case 'bigint':
      return 'int'
    case 'string':
      return 'string'
    case 'function':
      return isDeferred(value) ? 'opaque' : 'lambda'
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return 'list'
      return isAttrs(value) ? 'set' : 'opaque'
    default:
      return 'opaque'
  }
}

/** Names of a set that say something, sorted: `undefined` means not said. Reads no computed value. */
export function namesOf(set: object): string[] {
  const names: string[] = []
  for (const name of Object.keys(set)) {
    const descriptor = Object.getOwnPropertyDescriptor(set, name)!
    if (descriptor.get !== undefined || descriptor.value !== undefined) names.push(name)
  }
  return names.sort(compareNames)
}

/** The order of Nix's attribute names. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
