/**
 * Structural equality of plain data (primitives, arrays, plain objects, maps, sets, dates); anything else,
 * functions and instances of classes included, is equal only to itself. Copes with cycles and any depth.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  const left: unknown[] = [a]
  const right: unknown[] = [b]
  // Pairs that are being compared count as equal when met again: that is what ends a cycle.
  let met: Map<object, Set<object>> | undefined
  for (let steps = 0; left.length > 0; steps++) {
    const x = left.pop()
    const y = right.pop()
    if (Object.is(x, y)) continue
    if (!isObject(x) || !isObject(y)) return false
    if (steps > 1000) {
      met ??= new Map()
      const partners = met.get(x) ?? new Set()
      if (partners.has(y)) continue
      met.set(x, partners.add(y))
    }
    if (!pushParts(x, y, left, right)) return false
  }
  return true
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Pushes the parts that must be equal for `x` and `y` to be; false where they already differ. */
function pushParts(x: object, y: object, left: unknown[], right: unknown[]): boolean {
  const prototype = Object.getPrototypeOf(x)
  if (prototype !== Object.getPrototypeOf(y)) return false
  if (Array.isArray(x)) {
    const other = y as unknown[]
    if (!Array.isArray(y) || x.length !== other.length) return false
    for (let i = x.length - 1; i >= 0; i--) if (!Object.is(x[i], other[i])) push(x[i], other[i], left, right)
    return true
  }
  if (prototype === Object.prototype || prototype === null) return pushProperties(x, y, left, right)
  if (x instanceof Date) return Object.is(x.getTime(), (y as Date).getTime())
  if (x instanceof Set) {
    const other = y as Set<unknown>
    if (x.size !== other.size) return false
    for (const element of x) if (!other.has(element)) return false
    return true
  }
  if (x instanceof Map) {
    const other = y as Map<unknown, unknown>
    if (x.size !== other.size) return false
    for (const [key, value] of x) {
      if (!other.has(key)) return false
      push(value, other.get(key), left, right)
    }
    return true
  }
  return false
}

function pushProperties(x: object, y: object, left: unknown[], right: unknown[]): boolean {
  const keys = Reflect.ownKeys(x)
  if (keys.length !== Reflect.ownKeys(y).length) return false
  for (const key of keys) {
    if (!Object.hasOwn(y, key)) return false
    push((x as Record<PropertyKey, unknown>)[key], (y as Record<PropertyKey, unknown>)[key], left, right)
  }
  return true
}

function push(a: unknown, b: unknown, left: unknown[], right: unknown[]): void {
  left.push(a)
  right.push(b)
}
