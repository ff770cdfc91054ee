import { once } from './once.ts'
import type { Path } from './option-type.ts'

/** A value, or how to compute it. */
export type Slot =
  | { readonly value: unknown }
  | { readonly compute: () => unknown; readonly path?: Path | undefined }

/** Containers of this file, which `settle` may replace by plain ones. */
const made = new WeakSet<object>()

/** Whether a container may hold values that are computed when they are read. */
export function isComputed(container: object): boolean {
  return made.has(container)
}

/** Defines a property that computes its value when it is first read. */
export function defineSlot(target: object, key: string | number, slot: Slot): void {
  if ('value' in slot) {
    const { value } = slot
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else {
    const get = once(slot.compute, slot.path)
    Object.defineProperty(target, key, { get, enumerable: true, configurable: true })
  }
}

/** An object whose values are computed when they are read. */
export function lazyRecord(names: Iterable<string>, slot: (name: string) => Slot): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const name of names) defineSlot(record, name, slot(name))
  made.add(record)
  return record
}

/** An array whose elements are computed when they are read. */
export function lazyArray(slots: readonly Slot[]): readonly unknown[] {
  const array: unknown[] = new Array(slots.length)
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index]!
    if ('value' in slot) array[index] = slot.value
    else defineSlot(array, index, slot)
  }
  made.add(array)
  return array
}
