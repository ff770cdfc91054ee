import type { Resolution } from '../modules/sweeps/types.ts'
import { whileActive } from './active.ts'
import type { Host } from './host.ts'
import { type Instance, type Instances, peekOption } from './instances.ts'
import { fromModuleError } from './module-error.ts'
import type { ModuleOption } from './module-plan.ts'
import { placeOf, type Relocate } from './relocate.ts'
import type { ModuleInstance, OptionInstance } from './resolved.ts'
import type { Said } from './said.ts'

/** The modules of a host as they came out, by name. */
export function moduleInstances(
  host: Host,
  instances: Instances,
  resolution: Resolution<Said>,
  relocate: Relocate,
): readonly ModuleInstance[] {
  return instances
    .of(host.name)
    .map((instance): ModuleInstance => {
      let options: readonly OptionInstance[] | undefined
      return {
        module: instance.module,
        user: instance.user,
        get enabled() {
          const enabled = resolution.value(instance.enable)
          return 'value' in enabled && enabled.value
        },
        get options() {
          options ??= instance.plan.options.map((option) =>
            optionInstance(instance, option, resolution, relocate, instances),
          )
          return options
        },
      }
    })
    .sort((a, b) => compare(a.module.moduleName, b.module.moduleName) || compare(a.user ?? '', b.user ?? ''))
}

function optionInstance(
  instance: Instance,
  declared: ModuleOption,
  resolution: Resolution<Said>,
  relocate: Relocate,
  instances: Instances,
): OptionInstance {
  const { path, option } = declared
  const cell = instance.cell(declared)
  return {
    path,
    option,
    get definitions() {
      return resolution.definitions(cell).flatMap(({ definition: said, unit, index }) => {
        if (said.kind !== 'define') return []
        const { file, value } = said
        return [{ file, value, at: relocate(unit, index, placeOf(said)) }]
      })
    },
    get value() {
      const outcome = resolution.value(cell)
      const computed =
        'missing' in outcome ? computedValue(instance, declared, resolution, instances) : undefined
      if (computed !== undefined) return { value: computed }
      return 'error' in outcome
        ? {
            error: fromModuleError(outcome.error, {
              host: instance.host,
              user: instance.user,
              module: instance.module.moduleName,
            }),
          }
        : outcome
    },
  }
}

/** The default of an option that follows from others; `undefined` where it has none. */
function computedValue(
  instance: Instance,
  option: ModuleOption,
  { reader }: Resolution<Said>,
  instances: Instances,
): unknown {
  if (option.compute === undefined) return undefined
  try {
    return whileActive({ reader, instances }, () => peekOption(instance, option, reader))
  } catch {
    // What is wrong with it is a problem of those who read it.
    return undefined
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
