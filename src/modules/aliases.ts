import { fail } from './errors.ts'
import { force, lazy } from './lazy.ts'
import type { ConfigValues, Module, ModuleArgs } from './module.ts'
import { nestBelow as nest } from './moved.ts'
import type { Option } from './option.ts'
import type { Path } from './option-type.ts'
import { type Condition, mkDefinition, mkIf, mkMerge, mkOverride } from './properties.ts'
import type { Result } from './result.ts'
import { showFiles, showPath } from './show-path.ts'
import { submoduleOf } from './types/submodule.ts'

/** What `doRename` of `lib/modules.nix` takes beside the two paths. */
export interface Renaming {
  readonly visible?: boolean
  /** Whether definitions of the old name add to the option `warnings`, if there is one. */
  readonly warn?: boolean
  /** Told when the old name is read. */
  readonly onRead?: (message: string) => void
  /** Forwarding happens only under this condition. */
  readonly condition?: (config: ConfigValues) => boolean
}

/** Another name for an option: definitions go there with their priority, reading gives its value. */
export function aliasModule(from: Path, to: Path, renaming: Renaming = {}): Module {
  return (args) => ({
    options: nest(from, aliasOption(from, to, args, renaming)) as never,
    config: () =>
      mkIf(
        conditionOf(args, renaming),
        mkMerge([
          renaming.warn === true ? renameWarning(from, to, args) : {},
          mkIf(
            lazy(() => optionAt(args, from).isDefined),
            nest(
              to,
              lazy(() => forwarded(optionAt(args, from))),
            ),
          ),
        ] as never[]) as never,
      ),
  })
}

/** Another option's definitions as a definition: `lib.mkAliasDefinitions`. */
export function mkAliasDefinitions(option: Result): unknown {
  return mkIf(
    lazy(() => option.isDefined),
    lazy(() => forwarded(option)) as never,
  )
}

/** A definition with the priority that another option's value has: `lib.mkDerivedConfig`. */
export function mkDerivedConfig(option: Result, derive: (value: unknown) => unknown): unknown {
  return lazy(() => mkOverride(option.highestPriority, derive(option.value) as never))
}

/** An alias that says so: `lib.mkRenamedOptionModule`. */
export function renamedModule(from: Path, to: Path, renaming: Renaming = {}): Module {
  return aliasModule(from, to, { visible: false, warn: true, ...renaming })
}

function conditionOf(args: ModuleArgs, { condition }: Renaming): Condition {
  return condition === undefined ? true : lazy(() => condition(args.config))
}

function aliasOption(from: Path, to: Path, args: ModuleArgs, { visible, onRead }: Renaming): Option {
  return {
    kind: 'option',
    // The type of an option that is declared elsewhere is known only when all modules are.
    get type() {
      return result(args, to)?.option?.type ?? submoduleOf({ modules: [], shorthand: true })
    },
    description: `Alias of {option}\`${showPath(to)}\`.`,
    visible: visible ?? true,
    apply: () => {
      onRead?.(`Obsolete option \`${showPath(from)}' is used. It was renamed to \`${showPath(to)}'.`)
      return valueAt(args.config, to)
    },
  } as Option
}

function forwarded(option: Result): unknown {
  const priority = option.highestPriority
  return mkMerge(
    option.definitions
      .filter((definition) => definition.state === 'counts')
      .map(({ file, at, value }) =>
        mkDefinition({ file, at, value: mkOverride(priority, value as never) as never }),
      ) as never[],
  )
}

function renameWarning(from: Path, to: Path, args: ModuleArgs): unknown {
  if (!args.options.names().includes('warnings')) return {}
  return {
    warnings: lazy(() => {
      const option = optionAt(args, from)
      if (!option.isDefined) return []
      const files = showFiles(option.definitions.filter(counts).map((definition) => definition.file))
      return [`The option \`${showPath(from)}' defined in ${files} has been renamed to \`${showPath(to)}'.`]
    }),
  }
}

/** Whether a definition makes the value. */
export function counts({ state }: { readonly state: string }): boolean {
  return state === 'counts'
}

function result(args: ModuleArgs, path: Path): Result | undefined {
  let found: { child(name: string): Result | undefined } | undefined = args.options
  for (const name of path) found = found?.child(name)
  return found as Result | undefined
}

/** What is known of an option of the same evaluation. */
export function optionAt(args: ModuleArgs, path: Path): Result {
  return result(args, path) ?? fail('unknown-option', path, `The option \`${showPath(path)}' does not exist.`)
}

/** The value at a path; nothing where the path ends early. */
export function valueAt(config: ConfigValues, path: Path): unknown {
  let value: unknown = config
  for (const name of path) value = force((value as ConfigValues)[name])
  return value
}
