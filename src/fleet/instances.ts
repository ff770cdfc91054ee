import { mergeOption, ModuleError, mkOptionDefault, type Option, type Options } from '../modules/index.ts'
import type { Definition } from '../modules/option-type.ts'
import type { Cell, Merged, Unit } from '../modules/sweeps/types.ts'
import { activeRun, whileActive } from './active.ts'
import type { AnyModule } from './module.ts'
import { problem } from './problem.ts'
import type { Said } from './said.ts'

/** A module on one host, or for one user there: its options, each a cell of the resolver, and its body. */
export interface Instance {
  readonly module: AnyModule
  readonly host: string
  readonly user: string | undefined
  readonly id: string
  /** By option path, joined with dots. */
  readonly options: ReadonlyMap<string, InstanceOption>
  readonly enable: Cell<Said, boolean>
  /** The values as the user's code reads them. */
  readonly cfg: object
  readonly body: Unit<Said>
}

export interface InstanceOption {
  readonly path: readonly string[]
  readonly option: Option
  readonly cell: Cell<Said>
}

export interface Instances {
  get(host: string, user: string | undefined, module: AnyModule): Instance
  /** Those of a host and of its users. */
  of(host: string): readonly Instance[]
  /** The instance whose option the cell is. */
  ofCell(cell: { readonly id: string }): Instance | undefined
}

export function makeInstances(bodyOf: (instance: Omit<Instance, 'body'>) => Unit<Said>): Instances {
  const instances = new Map<string, Instance>()
  const byHost = new Map<string, Instance[]>()
  const byName = new Map<string, AnyModule>()
  return {
    get(host, user, module) {
      const id = `${host}/${user === undefined ? '' : `${user}/`}module:${module.moduleName}`
      const known = instances.get(id)
      if (known?.module === module) return known
      const named = byName.get(module.moduleName)
      if (named !== undefined && named !== module) throw nameTaken(module, named)
      byName.set(module.moduleName, module)
      const instance = makeInstance(id, host, user, module, bodyOf)
      instances.set(id, instance)
      const siblings = byHost.get(host)
      if (siblings === undefined) byHost.set(host, [instance])
      else siblings.push(instance)
      return instance
    },
    of: (host) => [...(byHost.get(host) ?? [])],
    ofCell: ({ id }) => instances.get(id.slice(0, Math.max(0, id.lastIndexOf(':')))),
  }
}

function nameTaken(module: AnyModule, other: AnyModule) {
  const at = [module.place(), other.place()].flatMap((place) => (place === undefined ? [] : [{ ...place, label: 'declared here' }]))
  return problem({
    code: 'module-name-taken',
    message: `Two modules are called ${module.moduleName}.`,
    hint: 'A name stands for one module in a fleet: rename one of them, or import the same one in both places.',
    at,
  })
}

function makeInstance(
  id: string,
  host: string,
  user: string | undefined,
  module: AnyModule,
  bodyOf: (instance: Omit<Instance, 'body'>) => Unit<Said>,
): Instance {
  const options = new Map<string, InstanceOption>()
  for (const [path, option] of flatten(module.options, [])) {
    const name = path.join('.')
    options.set(name, { path, option, cell: optionCell(`${id}:${name}`, module, path, option) })
  }
  const enable = options.get('enable')!.cell as Cell<Said, boolean>
  const of: { -readonly [K in keyof ViewOf]: ViewOf[K] } = { id, module, options, cfg: {} }
  of.cfg = makeView(module.options, [], of)
  const partial = { module, host, user, id, options, enable, cfg: of.cfg }
  return Object.freeze({ ...partial, body: bodyOf(partial) })
}

function* flatten(options: Options, path: readonly string[]): Iterable<[readonly string[], Option]> {
  for (const [name, child] of Object.entries(options)) {
    if (child.kind === 'option') yield [[...path, name], child as Option]
    else yield* flatten(child as Options, [...path, name])
  }
}

function optionCell(id: string, module: AnyModule, path: readonly string[], option: Option): Cell<Said> {
  const location = locationOf(module, path)
  return {
    id,
    merge(said): Merged {
      const definitions = said.map((each) => (each as Extract<Said, { kind: 'definition' }>).definition)
      const merged = mergeOption(option, location, definitions, { deferred: 'refused' })
      if ('errors' in merged) throw new ModuleError(merged.errors[0]!)
      return merged
    },
  }
}

interface ViewOf {
  readonly id: string
  readonly module: AnyModule
  readonly options: ReadonlyMap<string, InstanceOption>
  readonly cfg: object
}

/** The module's values as an object whose properties are read when they are asked for. */
function makeView(options: Options, path: readonly string[], of: ViewOf): object {
  const view = {}
  for (const [name, child] of Object.entries(options)) {
    const inner = [...path, name]
    if (child.kind === 'option') {
      const option = of.options.get(inner.join('.'))!
      Object.defineProperty(view, name, { enumerable: true, get: () => readOption(of, option) })
    } else {
      Object.defineProperty(view, name, { enumerable: true, value: makeView(child as Options, inner, of) })
    }
  }
  return Object.freeze(view)
}

/** The value of an option in the run that is under way; ends the run where there is none yet. */
function readOption(of: ViewOf, option: InstanceOption): unknown {
  const value = peekOption(of, option)
  return value === undefined ? activeRun(titleOf(of, option)).reader.read(option.cell) : value
}

function titleOf({ module }: ViewOf, { path }: InstanceOption): string {
  return `The option ${module.moduleName}.${path.join('.')}`
}

/** Like reading it, but `undefined` where there is no value. */
export function peekOption(of: ViewOf, { path, option, cell }: InstanceOption): unknown {
  const run = activeRun(titleOf(of, { path, option, cell }))
  const value = run.reader.peek(cell)
  const name = path.join('.')
  const compute = Object.hasOwn(of.module.computed, name) ? of.module.computed[name] : undefined
  if (value !== undefined || compute === undefined) return value
  return run.reader.memo(`${of.id}:${name}:computed`, (reader) => {
    const computed = whileActive({ ...run, reader }, () => compute({ cfg: of.cfg as never }))
    if (computed === undefined) return undefined
    const definition: Definition = { file: of.module.moduleName, at: of.module.place, value: mkOptionDefault(computed as never) }
    const merged = mergeOption(option, locationOf(of.module, path), [definition], { deferred: 'refused' })
    if ('errors' in merged) throw new ModuleError(merged.errors[0]!)
    return 'value' in merged ? merged.value : undefined
  })
}

/** Where an option stands among all: the module's name, then its own path. */
export function locationOf(module: AnyModule, path: readonly string[]): readonly string[] {
  return [...module.moduleName.split('.'), ...path]
}
