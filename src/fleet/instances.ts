import { type Definition, ModuleError, mergeOption, mkOptionDefault } from '../modules/index.ts'
import { mergePlain, unsure } from '../modules/plain-merge.ts'
import { CellSlot } from '../modules/sweeps/index.ts'
import type { Cell, Merged, Reader, Unit } from '../modules/sweeps/types.ts'
import { activeRun, whileActive } from './active.ts'
import type { AnyModule } from './module.ts'
import { type ModuleOption, type ModulePlan, planOf } from './module-plan.ts'
import { viewShape } from './module-view.ts'
import type { PlaceSource } from './place.ts'
import { problem } from './problem.ts'
import type { Said, SaidDefinition } from './said.ts'

/** A module on one host, or for one user there: its options, each a cell of the resolver, and its body. */
export interface Instance {
  readonly module: AnyModule
  readonly plan: ModulePlan
  readonly host: string
  readonly user: string | undefined
  readonly id: string
  readonly enable: Cell<Said, boolean>
  /** The values as the user's code reads them, in the run that is under way. */
  readonly cfg: object
  readonly body: Unit<Said>
  cell(option: ModuleOption): OptionCell
}

export interface Instances {
  get(host: string, user: string | undefined, module: AnyModule): Instance
  /** Those of a host and of its users. */
  of(host: string): readonly Instance[]
}

/** The option that a cell stands for; nothing for other cells. */
export function optionOfCell(
  cell: Cell<Said>,
): { readonly instance: Instance; readonly option: ModuleOption } | undefined {
  return cell instanceof OptionCell ? cell : undefined
}

export function makeInstances(bodyOf: (instance: Instance) => Unit<Said>): Instances {
  const byHost = new Map<string, Map<string, Instance>>()
  const byName = new Map<string, AnyModule>()
  return {
    get(host, user, module) {
      const name = module.moduleName
      const named = byName.get(name)
      if (named === undefined) byName.set(name, module)
      else if (named !== module) throw nameTaken(module, named)
      let ofHost = byHost.get(host)
      if (ofHost === undefined) {
        ofHost = new Map()
        byHost.set(host, ofHost)
      }
      const key = user === undefined ? name : `${user}/${name}`
      let instance = ofHost.get(key)
      if (instance === undefined) {
        instance = new ModuleInstance(module, host, user, bodyOf)
        ofHost.set(key, instance)
      }
      return instance
    },
    of: (host) => [...(byHost.get(host)?.values() ?? [])],
  }
}

function nameTaken(module: AnyModule, other: AnyModule) {
  const at = [module.place(), other.place()].flatMap((place) =>
    place === undefined ? [] : [{ ...place, label: 'declared here' }],
  )
  return problem({
    code: 'module-name-taken',
    message: `Two modules are called ${module.moduleName}.`,
    hint: 'A name stands for one module in a fleet: rename one of them, or import the same one in both places.',
    at,
  })
}

/** A class, because a large fleet has very many of them: all that can wait until it is asked for, waits. */
class ModuleInstance implements Instance {
  readonly module: AnyModule
  readonly plan: ModulePlan
  readonly host: string
  readonly user: string | undefined
  readonly id: string
  readonly #bodyOf: (instance: Instance) => Unit<Said>
  readonly #cells: (OptionCell | undefined)[]
  #cfg: object | undefined
  #body: Unit<Said> | undefined

  constructor(
    module: AnyModule,
    host: string,
    user: string | undefined,
    bodyOf: (instance: Instance) => Unit<Said>,
  ) {
    this.module = module
    this.plan = planOf(module)
    this.#cells = new Array(this.plan.options.length)
    this.host = host
    this.user = user
    this.id = `${host}/${user === undefined ? '' : `${user}/`}module:${module.moduleName}`
    this.#bodyOf = bodyOf
  }

  get enable(): Cell<Said, boolean> {
    return this.cell(this.plan.enable) as Cell<Said, boolean>
  }

  get cfg(): object {
    this.#cfg ??= viewOf(this)
    return this.#cfg
  }

  get body(): Unit<Said> {
    this.#body ??= this.#bodyOf(this)
    return this.#body
  }

  cell(option: ModuleOption): OptionCell {
    let cell = this.#cells[option.index]
    if (cell === undefined) {
      cell = new OptionCell(this, option)
      this.#cells[option.index] = cell
    }
    return cell
  }
}

const shapes = new WeakMap<ModulePlan, (instance: Instance) => object>()

function viewOf(instance: Instance): object {
  let shape = shapes.get(instance.plan)
  if (shape === undefined) {
    shape = viewShape<Instance>(instance.module.options, (of, name) =>
      readOption(of, of.plan.byName.get(name)!),
    )
    shapes.set(instance.plan, shape)
  }
  return shape(instance)
}

/** The one cell of an option of an instance, so that the resolver need not look it up. */
class OptionCell extends CellSlot<Said> implements Cell<Said> {
  readonly instance: Instance
  readonly option: ModuleOption

  constructor(instance: Instance, option: ModuleOption) {
    super()
    this.instance = instance
    this.option = option
  }

  get cell(): Cell<Said> {
    return this
  }

  get id(): string {
    return `${this.instance.id}:${this.option.name}`
  }

  merge(said: readonly Said[]): Merged {
    return mergeInto(this.option, said as readonly SaidDefinition[])
  }
}

/**
 * A definition of a module's option, which is also the resolver's item for it: one object, because a large fleet has
 * very many of them.
 */
export class OptionDefinition implements SaidDefinition {
  readonly kind = 'define'
  readonly cell: OptionCell
  readonly file: string
  readonly at: PlaceSource
  readonly value: unknown

  constructor(cell: OptionCell, file: string, at: PlaceSource, value: unknown) {
    this.cell = cell
    this.file = file
    this.at = at
    this.value = value
  }

  get definition(): this {
    return this
  }
}

/** Merges the definitions of one option. Throws `ModuleError`. */
export function mergeInto({ option, location }: ModuleOption, definitions: readonly Definition[]): Merged {
  const plain = mergePlain(option, definitions)
  if (plain !== unsure) return { value: plain }
  const merged = mergeOption(option, location, definitions)
  if (merged.errors !== undefined) throw new ModuleError(merged.errors[0]!)
  return merged.missing === true ? missing : { value: merged.value }
}

const missing = { missing: true } as const

/** The value of an option in the run that is under way; ends the run where there is none yet. */
function readOption(instance: Instance, option: ModuleOption): unknown {
  const { reader } = activeRun(`The option ${option.location.join('.')}`)
  const value = peekOption(instance, option, reader)
  return value === undefined ? reader.read(instance.cell(option)) : value
}

/** The defaults that are being computed, each for the one before. */
const computing = new Map<string, string>()

function computedCycle(titles: readonly string[], title: string, host: string) {
  const cycle = titles.slice(titles.indexOf(title))
  return problem({
    code: 'unsettled',
    message: `These computed defaults need each other: ${[...cycle, title].join(' → ')}.`,
    path: title,
    host,
    hint: 'Define one of them, or compute it from something else.',
  })
}

/** Like reading it, but `undefined` where there is no value. */
export function peekOption(instance: Instance, option: ModuleOption, reader: Reader<Said>): unknown {
  const value = reader.peek(instance.cell(option))
  const { compute } = option
  if (value !== undefined || compute === undefined) return value
  const title = option.location.join('.')
  const run = activeRun(`The option ${title}`)
  const id = `${instance.id}:${option.name}:computed`
  if (computing.has(id)) throw computedCycle([...computing.values()], title, instance.host)
  return reader.memo(id, (reader) => {
    computing.set(id, title)
    const computed = whileActive({ ...run, reader }, () => {
      try {
        return compute({ cfg: instance.cfg as never })
      } finally {
        computing.delete(id)
      }
    })
    if (computed === undefined) return undefined
    const { moduleName: file, place: at } = instance.module
    const merged = mergeInto(option, [{ file, at, value: mkOptionDefault(computed as never) }])
    return 'value' in merged ? merged.value : undefined
  })
}
