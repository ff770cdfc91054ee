import { isDeferred } from './deferred.ts'
import { force } from './lazy.ts'
import type { Module, ModuleArgs, ModuleData } from './module.ts'
import type { Definition, OptionType } from './option-type.ts'
import { isAttrs } from './plain.ts'

/** A definition of a submodule as a module of it; `shorthand`: a set is always what it defines. */
export function asModule({ file, at, value }: Definition, shorthand: boolean): Module {
  if (shorthand && typeof value !== 'function') return { file, at, config: value }
  return { file, at, imports: [moduleOf(value)] }
}

/** A module as a definition says it, in Nix's words: `config`, `options`, `imports`, or the definitions bare. */
export function moduleOf(given: unknown): Module {
  if (typeof given === 'function' && !isDeferred(given)) {
    return (args) => moduleOf((given as (args: ModuleArgs) => unknown)(args)) as ModuleData
  }
  const value = force(given)
  if (!isAttrs(value)) return value as Module
  const { _file, _class, key, imports, disabledModules, freeformType, ...rest } = value
  const shared = {
    ...(_file === undefined ? {} : { file: String(_file) }),
    ...(key === undefined ? {} : { key: String(key) }),
    imports: ((imports ?? []) as readonly unknown[]).map(moduleOf),
    freeform: freeformType as OptionType | undefined,
  }
  if (!('config' in rest || 'options' in rest)) return { ...shared, config: rest }
  return { ...shared, ...(rest as ModuleData) }
}
