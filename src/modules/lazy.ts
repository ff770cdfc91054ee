import { once } from './once.ts'

/** A value computed when it is first read. It may stand wherever a module says a value. */
const computation: unique symbol = Symbol.for('pantheros.lazy') as never

export interface Lazy<out T> {
  readonly [computation]: () => T
}

/** `lazy(() => config.a + 1)`: read only if somebody needs it, and once. */
export function lazy<T>(compute: () => T): Lazy<T> {
  return { [computation]: once(compute) }
}

export function isLazy(value: unknown): value is Lazy<unknown> {
  return value !== null && typeof value === 'object' && computation in value
}

/** The value itself. Throws what the computation throws, and `infinite-recursion` if it needs itself. */
export function force(value: unknown): unknown {
  let result = value
  while (isLazy(result)) result = result[computation]()
  return result
}
