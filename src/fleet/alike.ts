import { isDeferred } from '../modules/deferred.ts'
import { isProperty, property } from '../modules/properties.ts'
import { cleanOptions } from './clean.ts'
import { keyPrefix } from './key-token.ts'

/**
 * What one function has said on other hosts, by position. Most functions say the same on many hosts: all of them then
 * share one copy, so that what was found out about it is known for all.
 */
export type Alike = (Position | undefined)[]

interface Position {
  /** Copies, the latest first. */
  readonly copies: object[]
  /** How many values in a row were like none of them. */
  misses: number
}

const most = 4
/** A function that says something else on so many hosts is not asked again. */
const patience = 16

/** Cleans the values of one run. A value that is like an earlier one gives the copy that was made of that one. */
export function cleanAlike(alike: Alike): typeof cleanOptions {
  let position = 0
  return (value, what) => {
    const at = position++
    alike[at] ??= { copies: [], misses: 0 }
    const known = alike[at]
    if (known.misses > patience) return cleanOptions(value, what)
    const found = known.copies.find((copy) => isLike(value, copy))
    if (found !== undefined) {
      known.misses = 0
      return found
    }
    known.misses++
    const copy = cleanOptions(value, what)
    known.copies.unshift(copy)
    known.copies.length = Math.min(known.copies.length, most)
    return copy
  }
}

/**
 * Whether cleaning a value would give this copy, to the order of names. False wherever there are expressions: each is
 * one of its own, whose use is noted.
 */
export function isLike(value: unknown, copy: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && Object.is(value, copy)
  if (typeof copy !== 'object' || copy === null || isDeferred(value)) return false
  if (Array.isArray(value)) {
    if (!Array.isArray(copy) || copy.length !== value.length) return false
    for (let index = 0; index < value.length; index++) if (!isLike(value[index], copy[index])) return false
    return true
  }
  if (Array.isArray(copy) || isDeferred(copy)) return false
  if (isProperty(value)) {
    if (!isProperty(copy) || value[property].kind === 'definition') return false
    return areMembersLike(value[property], copy[property])
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (isProperty(copy) || (prototype !== Object.prototype && prototype !== null)) return false
  return areMembersLike(value, copy)
}

function areMembersLike(value: object, copy: object): boolean {
  const others = Object.keys(copy)
  let index = 0
  for (const name of Object.keys(value)) {
    const inner = (value as Members)[name]
    if (inner === undefined) continue
    if (name !== others[index++] || name.startsWith(keyPrefix)) return false
    if (!isLike(inner, (copy as Members)[name])) return false
  }
  return index === others.length
}

interface Members {
  readonly [name: string]: unknown
}
