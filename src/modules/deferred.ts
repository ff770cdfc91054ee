/**
 * A value that only a later stage can compute. This folder treats it as opaque: it passes type checks where
 * they allow it, stands where it was put, and is never read.
 */
declare const type: unique symbol

/** Marks deferred values at run time. */
export const deferred: unique symbol = Symbol.for('pantheros.deferred') as never

/** Two deferred values with the same key stand for the same value. */
export const deferredKey: unique symbol = Symbol.for('pantheros.deferred.key') as never

export interface Deferred<out T> {
  readonly [type]?: T | undefined
  readonly [deferred]: true
  readonly [deferredKey]: string
}

export function isDeferred(value: unknown): value is Deferred<unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    (value as { [deferred]?: unknown })[deferred] === true
  )
}
