import type { Reader } from '../modules/sweeps/types.ts'
import { activeRun, whileActive } from './active.ts'
import { type Instance, type Instances, peekOption } from './instances.ts'
import { viewShape } from './module-view.ts'
import type { Said } from './said.ts'

/** The values of a module's options at one moment, by path; an option without value is not in it. */
export type Snapshot = { readonly [path: string]: unknown }

/** Reads all options of an instance. Plain data, so that the resolver can tell whether anything changed. */
export function takeSnapshot(instance: Instance, reader: Reader<Said>, instances: Instances): Snapshot {
  return whileActive({ reader, instances }, () => {
    const snapshot: Record<string, unknown> = {}
    for (const option of instance.plan.options) {
      const value = peekOption(instance, option, reader)
      if (value !== undefined) snapshot[option.name] = value
    }
    return Object.freeze(snapshot)
  })
}

/** The snapshot in the shape of the module's options. Reading an option without value ends the run that reads it. */
export function showSnapshot(snapshot: Snapshot, instance: Instance): object {
  const read = (_: Snapshot, name: string): unknown => {
    if (name in snapshot) return snapshot[name]
    const option = instance.plan.byName.get(name)!
    return activeRun(`The option ${option.location.join('.')}`).reader.read(instance.cell(option))
  }
  return viewShape<Snapshot>(instance.module.options, read)(snapshot)
}
