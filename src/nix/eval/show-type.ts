import { showForError } from './show-value.ts'
import { Attrs, ContextString, Float, Lambda, Path, PrimOp, PrimOpApp, type Value } from './values.ts'

/** The type of a value in words, with an article, as messages have it. */
export function showType(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'a Boolean'
  if (typeof value === 'number' || typeof value === 'bigint') return 'an integer'
  if (typeof value === 'string') return 'a string'
  if (value instanceof ContextString) return 'a string with context'
  if (value instanceof Float) return 'a float'
  if (value instanceof Path) return 'a path'
  if (value instanceof Attrs) return 'a set'
  if (value instanceof PrimOp) return `the built-in function '${value.name}'`
  if (value instanceof PrimOpApp) return `the partially applied built-in function '${value.primOp.name}'`
  return value instanceof Lambda ? 'a function' : 'a list'
}

/** The type of a value and the value itself, for a message about a wrong one. */
export function wrongType(value: Value): string {
  return `${showType(value)}: ${showForError(value)}`
}
