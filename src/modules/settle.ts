import { isDeferred } from './deferred.ts'
import { errorData, type ModuleErrorData } from './errors.ts'
import { passOn } from './once.ts'
import { isOption } from './option.ts'
import type { Path } from './option-type.ts'
import { isAttrs } from './plain.ts'

/**
 * Computes everything inside a value, and says what went wrong where. Does not recurse, so that depth is
 * no limit.
 */
export function settle(root: unknown, path: Path): readonly ModuleErrorData[] {
  const errors: ModuleErrorData[] = []
  const seen = new Set<object>()
  const work: { readonly value: unknown; readonly path: Path }[] = [{ value: root, path }]
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { value } = item
    if (value === null || typeof value !== 'object' || isDeferred(value)) continue
    if (!(Array.isArray(value) || isAttrs(value)) || isOption(value) || 'mergeType' in value) continue
    if (seen.has(value)) continue
    seen.add(value)
    for (const key of Object.keys(value).toReversed()) {
      const inner = [...item.path, key]
      try {
        work.push({ value: (value as { readonly [key: string]: unknown })[key], path: inner })
      } catch (error) {
        passOn(error)
        errors.push(errorData(error, inner))
      }
    }
  }
  return errors
}
