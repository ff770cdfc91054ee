import { isDeferred } from '../deferred.ts'
import { fail } from '../errors.ts'
import type { At, Definition, Merged } from '../option-type.ts'
import { isProperty } from '../properties.ts'
import { showPath } from '../show-path.ts'

/**
 * The same, where deferred values are allowed or there are none; else throws `deferred-value`. For types
 * that do not look at what is inside their values: nobody else would find a deferred one there.
 */
export function withoutDeferred(merged: Merged, definitions: readonly Definition[], at: At): Merged {
  if (at.env.deferred === 'allowed') return merged
  for (const definition of definitions) {
    const inner = findDeferred(definition.value)
    if (inner === undefined) continue
    const where = showPath([...at.path, ...inner])
    fail(
      'deferred-value',
      [...at.path, ...inner],
      `The option \`${where}' is given a value that is known only when NixOS evaluates the configuration, but it is needed now.`,
      [definition],
      { hint: 'Declare the option with `t.nix(type)` if it may take such a value.' },
    )
  }
  return merged
}

function findDeferred(root: unknown): string[] | undefined {
  const work: { value: unknown; path: string[] }[] = [{ value: root, path: [] }]
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { value, path } = item
    if (value === null || typeof value !== 'object') {
      if (isDeferred(value)) return path
      continue
    }
    if (isDeferred(value)) return path
    if (isProperty(value)) continue
    for (const key of Object.keys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key)!
      if (descriptor.get === undefined) work.push({ value: descriptor.value, path: [...path, key] })
    }
  }
  return undefined
}
