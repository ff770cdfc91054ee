import { isCatalogOption } from '../catalog/index.ts'
import { isDeferred } from '../modules/deferred.ts'
import { ModuleError, type Result } from '../modules/index.ts'
import { mergeOption } from '../modules/merge-option.ts'
import type { DefinitionRecord } from '../modules/result.ts'
import { configurationOf } from './configuration.ts'
import { fromModuleError, type Where } from './module-error.ts'
import type { Diagnostic, DiagnosticPlace } from './problem.ts'
import type { ModuleInstance, OptionInstance, ResolvedHost } from './resolved.ts'

/** All that panther knows of one option on one host: what `show` and `why` show. */
export interface Explanation {
  readonly path: readonly string[]
  /** The type in plain words; nothing for a group of options. */
  readonly type: string | undefined
  /** The merged value; `undefined` where there is none. Refs stand in it as they are. */
  readonly value: unknown
  readonly isDefined: boolean
  readonly error: Diagnostic | undefined
  readonly definitions: readonly ExplainedDefinition[]
  /** What is known of the option's default; nothing where it has none, and inside values. */
  readonly default: DefaultFacts | undefined
  /** Names of what is below: options of a group, elements of a value. */
  readonly inside: readonly string[]
}

/** An option's default. */
export interface DefaultFacts {
  /** `NixOS`, `Home Manager`, the flake whose module declares it, or the module of the fleet. */
  readonly by: string
  /** The file that declares it, inside the source of the catalog. */
  readonly declared: string | undefined
  /** Whether the value is known; else it is computed when NixOS is. */
  readonly literal: boolean
}

export interface ExplainedDefinition {
  /** Who says it: `profile server`. `default` where it is the option's own. */
  readonly by: string
  readonly place: DiagnosticPlace | undefined
  readonly priority: number
  readonly order: number
  readonly value: unknown
  readonly state: DefinitionRecord['state']
  readonly isDefault: boolean
}

/**
 * Explains an option of NixOS on a host, of Home Manager for a user, or of a module (`services.tailscale.hostType`,
 * where `services.tailscale` is the module's name). Gives nothing where no such option is known or defined.
 */
export function explain(
  resolved: ResolvedHost,
  path: readonly string[],
  user?: string,
): Explanation | undefined {
  const inModule = findInModule(resolved, path, user)
  if (inModule !== undefined) return explainModuleOption(resolved, ...inModule)
  const result = configurationOf(resolved, user).find(path)
  return result === undefined ? undefined : explainResult(result, resolved, user)
}

/** The module's option at a path, and the path that is left inside its value. */
export function findInModule(
  resolved: ResolvedHost,
  path: readonly string[],
  user: string | undefined,
): [ModuleInstance, OptionInstance, readonly string[]] | undefined {
  const wanted = path.join('.')
  for (const instance of resolved.modules) {
    if (instance.user !== user) continue
    for (const option of instance.options) {
      const own = `${instance.module.moduleName}.${option.path.join('.')}`
      if (wanted !== own && !wanted.startsWith(`${own}.`)) continue
      return [instance, option, path.slice(own.split('.').length)]
    }
  }
  return undefined
}

function explainModuleOption(
  resolved: ResolvedHost,
  instance: ModuleInstance,
  option: OptionInstance,
  rest: readonly string[],
): Explanation | undefined {
  const path = [...instance.module.moduleName.split('.'), ...option.path]
  let result: Result | undefined = mergeOption(option.option, path, option.definitions).result
  for (const name of rest) result = result?.child(name)
  if (result === undefined) return undefined
  const explained = explainResult(result, resolved, instance.user)
  const computed = !explained.isDefined && 'value' in option.value
  return computed && rest.length === 0
    ? { ...explained, value: option.value.value, error: undefined }
    : explained
}

function explainResult(result: Result, resolved: ResolvedHost, user: string | undefined): Explanation {
  const where = { host: resolved.host.name, user, catalog: resolved.catalog }
  const base = {
    path: result.path,
    type: result.option?.type.description,
    isDefined: attempt(() => result.isDefined, where).value ?? false,
    default: defaultFacts(result, user),
  }
  const definitions = attempt(() => result.definitions, where).value ?? []
  const value = attempt(() => result.value, where)
  return {
    ...base,
    value: value.value,
    error: value.error,
    definitions: definitions.map((record) => explainDefinition(record, result)),
    inside: attempt(() => [...result.names()], where).value ?? [],
  }
}

function defaultFacts({ option, path }: Result, user: string | undefined): DefaultFacts | undefined {
  if (option?.default === undefined) return undefined
  if (!isCatalogOption(option)) return { by: path.join('.'), declared: undefined, literal: true }
  const { declared, module } = option.facts
  const by = module ?? (user === undefined ? 'NixOS' : 'Home Manager')
  return { by, declared, literal: !isDeferred(option.default) }
}

function explainDefinition(record: DefinitionRecord, result: Result): ExplainedDefinition {
  const { at, file, priority, order, state, value } = record
  const isDefault = result.option?.default !== undefined && priority === 1500 && typeof at !== 'function'
  return {
    by: isDefault ? 'default' : file,
    place: typeof at === 'function' ? at() : at,
    priority,
    order,
    value,
    state,
    isDefault,
  }
}

function attempt<T>(read: () => T, where: Where): { readonly value?: T; readonly error?: Diagnostic } {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof ModuleError) return { error: fromModuleError(error, where) }
    throw error
  }
}
