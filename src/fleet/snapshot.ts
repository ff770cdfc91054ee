import type { Options } from '../modules/index.ts'
import type { Reader } from '../modules/sweeps/types.ts'
import { activeRun, whileActive } from './active.ts'
import { type Instance, type Instances, peekOption } from './instances.ts'
import type { Said } from './said.ts'

/** The values of a module's options at one moment, by path; an option without value is not in it. */
export type Snapshot = { readonly [path: string]: unknown }

/** Reads all options of an instance. Plain data, so that the resolver can tell whether anything changed. */
export function takeSnapshot(instance: Instance, reader: Reader<Said>, instances: Instances): Snapshot {
  return whileActive({ reader, instances }, () => {
    const snapshot: Record<string, unknown> = {}
    for (const [path, option] of instance.options) {
      const value = peekOption(instance, option)
      if (value !== undefined) snapshot[path] = value
    }
    return Object.freeze(snapshot)
  })
}

/** The snapshot in the shape of the module's options. Reading an option without value ends the run that reads it. */
export function showSnapshot(snapshot: Snapshot, instance: Instance): object {
  return group(instance.module.options, '')

  function group(options: Options, prefix: string): object {
    const view = {}
    for (const [name, child] of Object.entries(options)) {
      const path = `${prefix}${name}`
      if (child.kind !== 'option') {
        Object.defineProperty(view, name, { enumerable: true, value: group(child as Options, `${path}.`) })
      } else if (path in snapshot) {
        Object.defineProperty(view, name, { enumerable: true, value: snapshot[path] })
      } else {
        const { cell } = instance.options.get(path)!
        Object.defineProperty(view, name, {
          enumerable: true,
          get: () => activeRun(`The option ${instance.module.moduleName}.${path}`).reader.read(cell),
        })
      }
    }
    return Object.freeze(view)
  }
}
