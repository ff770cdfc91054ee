import { deferredKey, isDeferred } from '../../src/modules/deferred.ts'
import { isLazy } from '../../src/modules/lazy.ts'
import { isProperty, type PropertyData, property } from '../../src/modules/properties.ts'

/** The conditions of `mkIf` that only NixOS knows, by their keys. */
export function conditionsIn(values: readonly unknown[]): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  const note = (condition: unknown): unknown => {
    if (isDeferred(condition)) found.set(condition[deferredKey], condition)
    return condition
  }
  for (const value of values) withConditions(value, note)
  return found
}

/** The value with each condition replaced by what NixOS found; those it does not know stay. */
export function decided(value: unknown, answers: ReadonlyMap<string, boolean>): unknown {
  return withConditions(value, (condition) =>
    isDeferred(condition) ? (answers.get(condition[deferredKey]) ?? condition) : condition,
  )
}

function withConditions(value: unknown, change: (condition: unknown) => unknown): unknown {
  const inside = (inner: unknown): unknown => withConditions(inner, change)
  if (typeof value !== 'object' || value === null || isDeferred(value) || isLazy(value)) return value
  if (isProperty(value)) return propertyWith(value, inside, change)
  if (Array.isArray(value)) return sameOr(value, value.map(inside))
  const entries = Object.entries(value)
  const changed = entries.map(([name, inner]) => [name, inside(inner)] as const)
  return changed.every(([, inner], index) => inner === entries[index]![1])
    ? value
    : Object.fromEntries(changed)
}

function sameOr(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((value, index) => value === before[index]) ? before : after
}

function propertyWith(
  value: { readonly [property]: PropertyData },
  inside: (inner: unknown) => unknown,
  change: (condition: unknown) => unknown,
): unknown {
  const data = value[property]
  if (data.kind === 'definition') return value
  if (data.kind === 'merge') {
    const contents = sameOr(data.contents, data.contents.map(inside))
    return contents === data.contents ? value : { [property]: { ...data, contents } }
  }
  const content = inside(data.content)
  const condition = data.kind === 'if' ? change(data.condition) : undefined
  const same = content === data.content && (data.kind !== 'if' || condition === data.condition)
  return same ? value : { [property]: { ...data, content, ...(data.kind === 'if' && { condition }) } }
}
