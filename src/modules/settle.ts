import { defineSlot, isComputed } from './containers.ts'
import { isDeferred } from './deferred.ts'
import { errorData, type ModuleErrorData } from './errors.ts'
import { passOn } from './once.ts'
import { isOption } from './option.ts'
import type { Path } from './option-type.ts'
import { isAttrs } from './plain.ts'

/** A value with nothing left to compute, and what went wrong where. */
export interface Settled {
  readonly value: unknown
  readonly errors: readonly ModuleErrorData[]
}

interface Task {
  readonly source: { readonly [key: string]: unknown }
  /** A plain copy, or the source itself where that is plain data of the user's. */
  readonly target: object
  readonly path: Path
}

/**
 * Computes everything inside a value. What the engine built becomes plain, frozen data; what users wrote stays
 * the very same. Does not recurse, so that depth is no limit.
 */
export function settle(root: unknown, path: Path): Settled {
  const errors: ModuleErrorData[] = []
  const copies = new Map<object, object>()
  const work: Task[] = []
  const begin = (value: unknown, at: Path): unknown => {
    if (!isContainer(value)) return value
    const known = copies.get(value)
    if (known !== undefined) return known
    const target = isComputed(value) ? (Array.isArray(value) ? [] : {}) : value
    copies.set(value, target)
    work.push({ source: value as Task['source'], target, path: at })
    return target
  }
  const value = begin(root, path)
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    const { source, target } = task
    for (const key of Object.keys(source)) {
      const at = [...task.path, key]
      try {
        const inner = begin(source[key], at)
        if (target !== source) defineSlot(target, key, { value: inner })
      } catch (error) {
        passOn(error)
        errors.push(errorData(error, at))
      }
    }
    if (target !== source) Object.freeze(target)
  }
  return { value, errors }
}

function isContainer(value: unknown): value is object {
  if (value === null || typeof value !== 'object' || isDeferred(value)) return false
  if (Array.isArray(value)) return true
  return isAttrs(value) && !isOption(value) && !('mergeType' in value)
}
