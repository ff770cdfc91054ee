import { type Collected, collectModules } from './collect.ts'
import { declarationTree } from './declaration-tree.ts'
import { ModuleError, type ModuleErrorData } from './errors.ts'
import { evaluateTree, type TreeResult, type Unmatched } from './evaluate-tree.ts'
import { combine, freeformErrors, freeformValue } from './freeform.ts'
import { internalModule } from './internal-module.ts'
import { force } from './lazy.ts'
import { lazyView } from './lazy-view.ts'
import type { ConfigValues, Module, ModuleArgs } from './module.ts'
import { moduleArgs } from './module-args.ts'
import { once } from './once.ts'
import { unknownFile } from './option-result.ts'
import type { OptionTree } from './option-tree.ts'
import type { Env, OptionType, Path } from './option-type.ts'
import { problemsOf } from './problems.ts'
import { mkMerge } from './properties.ts'
import { pushDown } from './push-down.ts'
import type { Inside, Result } from './result.ts'
import { submoduleOf } from './types/submodule.ts'
import { unknownOption } from './unknown-option.ts'

/** What `evaluate` takes. */
export interface Evaluation {
  /** Definitions of later modules come first in the merge; those of imported modules before their importer's. */
  readonly modules: readonly Module[]
  /** Where the configuration stands in a larger one. */
  readonly prefix?: Path
  /** Arguments for all modules, which `imports` may use. */
  readonly specialArgs?: { readonly [name: string]: unknown }
  readonly env?: Env
  /** Without it, definitions of unknown options are accepted and ignored; `_module.check` says more. */
  readonly check?: boolean
  /** Modules of another class are refused. */
  readonly class?: string
  /** The `name` argument of modules. */
  readonly name?: string
}

/** An evaluated configuration. Everything is computed when it is read. */
export interface Configuration {
  /** The values. Reading throws `ModuleError`: of an unknown option before anything else. */
  readonly config: ConfigValues
  /** All options. Throws `unknown-option`. */
  readonly options: Inside
  /** All options, whatever else is wrong: for tools. */
  readonly unchecked: TreeResult
  readonly tree: OptionTree
  readonly freeform: OptionType | undefined
  /** Definitions that no option and no freeform type takes, as errors. */
  unknown(): readonly ModuleErrorData[]
  /** What is wrong with definitions that no option takes: there is no such option, or the freeform type refuses them. */
  beside(): readonly ModuleErrorData[]
  /** Everything that is wrong with definitions and with values that are defined. */
  problems(): readonly ModuleErrorData[]
  /** A submodule made of the same modules. */
  readonly type: OptionType
  /** What is known of a path, through submodules and other containers: `find(['users', 'users', 'alice'])`. */
  find(path: Path): Result | undefined
  /** The same modules and more: `extendModules`. */
  extend(more: Pick<Evaluation, 'modules' | 'specialArgs' | 'prefix' | 'name'>): Configuration
}

const nixosEnv: Env = { deferred: 'allowed' }

/** Evaluates modules: `lib.evalModules`. */
export function evaluate(given: Evaluation): Configuration {
  const { modules, prefix = [], specialArgs = {}, env = nixosEnv } = given
  const raw = once((): ConfigValues => configOf() as ConfigValues)
  const args = moduleArgs(
    specialArgs,
    given.name,
    lazyView(() => raw()),
    lazyView(() => root()),
  )
  const collected = once(() =>
    collectModules([...modules, internalModule], args, unknownFile, given.class).toReversed(),
  )
  const tree = once(() =>
    declarationTree(
      prefix,
      collected().map(({ file, data }) => ({ file, options: data.options ?? {} })),
    ),
  )
  const root = once(() =>
    evaluateTree(
      prefix,
      tree(),
      once(() => collected().flatMap((module) => definitionsOf(module, args))),
      env,
    ),
  )
  const ofModule = (name: string): unknown => root().child('_module')!.child(name)!.value
  const unmatched = once((): readonly Unmatched[] => root().unmatched())
  const configOf = (): unknown => {
    const freeform = ofModule('freeformType') as OptionType | null
    if (freeform === null) return root().value
    return combine(freeformValue(unmatched(), freeform, prefix, env).value, root())
  }
  const unknown = once((): readonly ModuleErrorData[] => {
    if (given.check === false || ofModule('check') !== true || ofModule('freeformType') !== null) return []
    return unmatched().map((definition) => unknownOption(prefix, tree(), definition))
  })
  const check = once(() => {
    // Definitions without option are merged first, as in nixpkgs: what is wrong there is said there.
    raw()
    const first = unknown()[0]
    if (first !== undefined) throw new ModuleError(first)
  })
  const config = once(() => {
    check()
    return withoutModule(raw())
  })
  return {
    get config() {
      return config()
    },
    get options() {
      check()
      return root()
    },
    get unchecked() {
      return root()
    },
    get tree() {
      return tree()
    },
    get freeform() {
      return (ofModule('freeformType') as OptionType | null) ?? undefined
    },
    unknown,
    beside: () => {
      const freeform = ofModule('freeformType') as OptionType | null
      return freeform === null ? unknown() : freeformErrors(unmatched(), freeform, prefix, env)
    },
    find: (path) => find(root(), path),
    problems: () => [
      ...unknown(),
      ...problemsOf(root()).filter(
        ({ code, path }) => code !== 'no-value' && path[prefix.length] !== '_module',
      ),
    ],
    get type() {
      return submoduleOf({ modules, specialArgs })
    },
    extend: (more) =>
      evaluate({
        ...given,
        ...more,
        modules: [...modules, ...more.modules],
        specialArgs: { ...specialArgs, ...more.specialArgs },
      }),
  }
}

function find(root: Result, path: Path): Result | undefined {
  let result: Result | undefined = root
  for (const name of path) result = result?.child(name)
  return result
}

function definitionsOf({ file, at, data }: Collected, args: ModuleArgs) {
  const given = force(data.config)
  const config = typeof given === 'function' ? (given as (args: ModuleArgs) => unknown)(args) : given
  const whole =
    data.freeform === undefined
      ? config
      : mkMerge([(config ?? {}) as never, { _module: { freeformType: data.freeform } } as never])
  return pushDown(whole).map((value) => ({ file, at, value }))
}

function withoutModule(config: ConfigValues): ConfigValues {
  const copy: { [name: string]: unknown } = {}
  for (const key of Object.keys(config)) {
    if (key === '_module') continue
    Object.defineProperty(copy, key, { ...Object.getOwnPropertyDescriptor(config, key), configurable: true })
  }
  return copy
}
