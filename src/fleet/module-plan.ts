import type { Option, Options } from '../modules/index.ts'
import type { AnyModule } from './module.ts'

/** One option of a module: the same for every host. */
export interface ModuleOption {
  readonly index: number
  /** The path joined with dots. */
  readonly name: string
  readonly path: readonly string[]
  readonly option: Option
  /** Where it stands among all options: the module's name, then its own path. */
  readonly location: readonly string[]
  /** Stands by itself on the top level, and is no old name of another. */
  readonly plain: boolean
  /** Gives the default where it follows from other options. */
  readonly compute: ((context: { readonly cfg: never }) => unknown) | undefined
}

/** What the resolver needs of a module, worked out once for all hosts. */
export interface ModulePlan {
  readonly options: readonly ModuleOption[]
  readonly byName: ReadonlyMap<string, ModuleOption>
  readonly enable: ModuleOption
  /** What its definitions are called in messages. */
  readonly what: string
}

const plans = new WeakMap<AnyModule, ModulePlan>()

export function planOf(module: AnyModule): ModulePlan {
  let plan = plans.get(module)
  if (plan === undefined) {
    plan = makePlan(module)
    plans.set(module, plan)
  }
  return plan
}

function makePlan(module: AnyModule): ModulePlan {
  const options = [...flatten(module.options, [])].map(([path, option], index): ModuleOption => {
    const name = path.join('.')
    const compute = Object.hasOwn(module.computed, name) ? module.computed[name] : undefined
    const plain = path.length === 1 && option.moved === undefined && option.removed === undefined
    const location = [...module.moduleName.split('.'), ...path]
    return { index, name, path, option, location, plain, compute }
  })
  const byName = new Map(options.map((option) => [option.name, option]))
  return { options, byName, enable: byName.get('enable')!, what: `The definition of ${module.moduleName}` }
}

function* flatten(options: Options, path: readonly string[]): Iterable<[readonly string[], Option]> {
  for (const [name, child] of Object.entries(options)) {
    if (child.kind === 'option') yield [[...path, name], child as Option]
    else yield* flatten(child as Options, [...path, name])
  }
}
