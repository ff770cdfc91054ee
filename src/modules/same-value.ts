import { deferredKey, isDeferred } from './deferred.ts'
import { force } from './lazy.ts'
import { isProperty, property } from './properties.ts'

/**
 * Whether two values are the same as Nix's `==` sees it: by content, functions never (but the very same
 * value is always the same as itself). Deferred values are the same when their keys are, properties when what
 * they say is; maps, sets and dates, which only memos hold, when their contents are. Copes with cycles and any
 * depth. Other instances of classes are the same as themselves alone, since what they hold may be out of sight.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  const work: unknown[] = [left, right]
  // Pairs that are being compared count as equal when met again: that is what ends a cycle.
  let met: Map<object, Set<object>> | undefined
  for (let steps = 0; work.length > 0; steps++) {
    const b = force(work.pop())
    const a = force(work.pop())
    if (sameLeaf(a, b)) continue
    if (isDeferred(a) || isDeferred(b)) {
      if (!isDeferred(a) || !isDeferred(b) || a[deferredKey] !== b[deferredKey]) return false
      continue
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (steps > beforeCycles) {
      met ??= new Map()
      const partners = met.get(a) ?? new Set()
      if (partners.has(b)) continue
      met.set(a, partners.add(b))
    }
    if (!pushParts(a, b, work)) return false
  }
  return true
}

/** Most values are compared in fewer steps; noting pairs would cost them more than the comparison. */
const beforeCycles = 1000

function sameLeaf(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are the same integer by == alone
  return Object.is(a, b) || a === b || (isNumeric(a) && isNumeric(b) && a == b)
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** Pushes the parts that must be the same for `a` and `b` to be; false where they already differ. */
function pushParts(a: object, b: object, work: unknown[]): boolean {
  const prototype = Object.getPrototypeOf(a) as unknown
  if (prototype !== Object.getPrototypeOf(b)) return false
  if (isProperty(a) || isProperty(b)) {
    if (!isProperty(a) || !isProperty(b)) return false
    work.push(a[property], b[property])
    return true
  }
  if (Array.isArray(a)) return pushElements(a, b as unknown[], work)
  if (prototype === Object.prototype || prototype === null) return pushMembers(a, b, work)
  if (a instanceof Date) return Object.is(a.getTime(), (b as Date).getTime())
  if (a instanceof Set)
    return a.size === (b as Set<unknown>).size && (a as Set<unknown>).isSubsetOf(b as Set<unknown>)
  return a instanceof Map && pushEntries(a, b as Map<unknown, unknown>, work)
}

function pushElements(a: readonly unknown[], b: readonly unknown[], work: unknown[]): boolean {
  if (!Array.isArray(b) || a.length !== b.length) return false
  for (let i = a.length - 1; i >= 0; i--) if (!Object.is(a[i], b[i])) work.push(a[i], b[i])
  return true
}

function pushMembers(a: object, b: object, work: unknown[]): boolean {
  const names = Reflect.ownKeys(a)
  if (names.length !== Reflect.ownKeys(b).length) return false
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false
    work.push((a as Record<PropertyKey, unknown>)[name], (b as Record<PropertyKey, unknown>)[name])
  }
  return true
}

function pushEntries(
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
  work: unknown[],
): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) {
    if (!b.has(key)) return false
    work.push(value, b.get(key))
  }
  return true
}
