import { NixError } from './errors.ts'
import { force } from './force.ts'
import type { Int } from './ints.ts'
import { wrongType } from './show-type.ts'
import { known, type SymbolId, shownSymbol } from './symbols.ts'
import { Attrs, ContextString, Float, isFunction, type List, type Slot, type Value } from './values.ts'

/**
 * Values of an expected type. `why` says what the value is for; it becomes a step of the trace, in the words of Nix.
 */
export function expectInt(slot: Slot, why: string, place = 0): Int {
  const value = forceTraced(slot, why, place)
  if (typeof value === 'number' || typeof value === 'bigint') return value
  throw unexpected('an integer', value, place).trace(why, place)
}

export function expectFloat(slot: Slot, why: string, place = 0): number {
  const value = forceTraced(slot, why, place)
  if (value instanceof Float) return value.value
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
  throw unexpected('a float', value, place).trace(why, place)
}

export function expectBool(slot: Slot, why: string, place = 0): boolean {
  const value = forceTraced(slot, why, place)
  if (typeof value === 'boolean') return value
  throw unexpected('a Boolean', value, place).trace(why, place)
}

export function expectFunction(slot: Slot, why: string, place = 0): Value {
  const value = forceTraced(slot, why, place)
  if (isFunction(value) || (value instanceof Attrs && value.shape.find(known.functor) >= 0)) return value
  throw unexpected('a function', value, place).trace(why, place)
}

export function expectString(slot: Slot, why: string, place = 0): string | ContextString {
  const value = forceTraced(slot, why, place)
  if (typeof value === 'string' || value instanceof ContextString) return value
  throw unexpected('a string', value, place).trace(why, place)
}

/** A string that does not refer to the store. */
export function expectPlainString(slot: Slot, why: string, place = 0): string {
  const value = expectString(slot, why, place)
  if (typeof value === 'string') return value
  throw new NixError(
    'eval',
    `the string '${value.text}' is not allowed to refer to a store path (such as '${displayed(value.context.elements()[0]!)}')`,
  ).trace(why, place)
}

export function expectAttrs(slot: Slot, why: string, place = 0): Attrs {
  const value = force(slot, place)
  if (value instanceof Attrs) return value
  throw unexpected('a set', value, 0).trace(why, place)
}

export function expectList(slot: Slot, why: string, place = 0): List {
  const value = force(slot, place)
  if (Array.isArray(value)) return value
  throw unexpected('a list', value, 0).trace(why, place)
}

/** The slot of an attribute that has to be there. */
export function expectAttr(attrs: Attrs, name: SymbolId, why: string): Slot {
  const index = attrs.shape.find(name)
  if (index >= 0) return attrs.values[index]!
  throw new NixError('type', `attribute '${shownSymbol(name)}' missing`).trace(why)
}

function unexpected(wanted: string, value: Value, place: number): NixError {
  return new NixError('type', `expected ${wanted} but found ${wrongType(value)}`, place)
}

function forceTraced(slot: Slot, why: string, place: number): Value {
  try {
    return force(slot, place)
  } catch (error) {
    if (error instanceof NixError) error.trace(why, place)
    throw error
  }
}

/** An element of a context as messages show it. */
export function displayed(element: string): string {
  if (element.startsWith('=')) return element.slice(1)
  const output = /^!([^!]*)!(.*)$/.exec(element)
  return output ? `${output[2]}^${output[1]}` : element
}

/** The context of a string. */
export function elementsOf(value: string | ContextString): readonly string[] {
  return typeof value === 'string' ? [] : value.context.elements()
}
