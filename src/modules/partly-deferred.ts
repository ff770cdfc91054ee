import { type Deferred, deferred, deferredKey, isDeferred } from './deferred.ts'
import type { Merged } from './option-type.ts'
import { showValue } from './show-value.ts'

/** What a value that is known only later consists of. */
export interface PartlyDeferred extends Deferred<unknown> {
  /** What the definitions that are known now come to alone. */
  readonly known?: { readonly value: unknown } | undefined
  /** Values that join later: deferred ones, and those under deferred conditions. */
  readonly parts: readonly unknown[]
}

/** The value of an option of which some definitions are known only later. */
export function partlyDeferred(known: Merged | undefined, parts: readonly unknown[]): PartlyDeferred {
  const keys = parts.map((part) => (isDeferred(part) ? part[deferredKey] : showValue(part)))
  const now = known === undefined ? '' : showValue(known.value)
  return {
    [deferred]: true,
    [deferredKey]: JSON.stringify(['partly', now, ...keys]),
    known: known === undefined ? undefined : { value: known.value },
    parts,
  }
}

export function isPartlyDeferred(value: unknown): value is PartlyDeferred {
  return isDeferred(value) && Array.isArray((value as { parts?: unknown }).parts)
}
