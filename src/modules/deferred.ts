/**
 * A value that only a later stage can compute. This folder treats it as opaque: it passes every type
 * check, stands where it was put, and is never read.
 */
declare const type: unique symbol

/** Marks deferred values at run time. */
export const deferred: unique symbol = Symbol.for('pantheros.deferred') as never

export interface Deferred<out T> {
  readonly [type]?: T
  readonly [deferred]: true
}

export function isDeferred(value: unknown): value is Deferred<unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    (value as { [deferred]?: unknown })[deferred] === true
  )
}
