import { deferredKey, isDeferred } from './deferred.ts'
import { force } from './lazy.ts'
import { isProperty, property } from './properties.ts'

/**
 * Whether two values are the same as Nix's `==` sees it: by content, functions never (but the very same
 * value is always the same as itself). Deferred values are the same when their keys are, properties when what
 * they say is.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  const work: [unknown, unknown][] = [[left, right]]
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const a = force(pair[0])
    const b = force(pair[1])
    if (Object.is(a, b) || a === b) continue
    if (isNumeric(a) && isNumeric(b)) {
      // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are the same integer by == alone
      if (a == b) continue
      return false
    }
    if (isDeferred(a) || isDeferred(b)) {
      if (!isDeferred(a) || !isDeferred(b) || a[deferredKey] !== b[deferredKey]) return false
      continue
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (isProperty(a) || isProperty(b)) {
      if (!isProperty(a) || !isProperty(b)) return false
      work.push([a[property], b[property]])
      continue
    }
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
    const keys = Object.keys(a)
    if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false
      work.push([(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]])
    }
  }
  return true
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}
