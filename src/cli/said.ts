import { configurationOf } from '../fleet/configuration.ts'
import { findInModule } from '../fleet/explain.ts'
import { fromModuleError } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { isDeferred } from '../modules/deferred.ts'
import { ModuleError } from '../modules/errors.ts'
import type { Result } from '../modules/result.ts'

/** What the fleet says below a path, without the defaults of options; or why it cannot be told. */
export type Said = { readonly value: unknown } | { readonly error: Diagnostic } | undefined

/**
 * The value of a group of options or of an option, as far as the fleet says it. Gives nothing where it says nothing,
 * and for options of modules, whose values are whole.
 */
export function saidBelow(host: ResolvedHost, path: readonly string[], user: string | undefined): Said {
  if (findInModule(host, path, user) !== undefined) return undefined
  try {
    const result = configurationOf(host, user).find(path)
    return result === undefined || !isSaid(result) ? undefined : { value: saidValue(result) }
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error
    return { error: fromModuleError(error, { host: host.host.name, user, catalog: host.catalog }) }
  }
}

/** The values of a module's options, and of those modules whose names begin with the path. */
export function moduleValues(
  host: ResolvedHost,
  path: readonly string[],
  user: string | undefined,
): object | undefined {
  const name = path.join('.')
  const values: { [name: string]: unknown } = {}
  for (const { module, options, user: owner } of host.modules) {
    const below =
      module.moduleName === name
        ? []
        : module.moduleName.startsWith(`${name}.`)
          ? module.moduleName.slice(name.length + 1).split('.')
          : undefined
    if (owner !== user || below === undefined) continue
    for (const option of options)
      if ('value' in option.value) put(values, [...below, ...option.path], option.value.value)
  }
  return Object.keys(values).length === 0 ? undefined : values
}

function put(into: { [name: string]: unknown }, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return
  if (rest.length === 0) into[name] = value
  else {
    into[name] ??= {}
    put(into[name] as { [name: string]: unknown }, rest, value)
  }
}

/** Whether the fleet says something of it, and not its default alone. */
export function isSaid(result: Result): boolean {
  if (result.option === undefined) return result.isDefined
  return result.definitions.some(({ priority, at }) => priority !== 1500 || typeof at === 'function')
}

/** The value as far as the fleet says it. */
export function saidValue(result: Result): unknown {
  const whole = result.option === undefined ? undefined : result.value
  const names = isDeferred(whole) ? [] : result.names()
  if (names.length === 0) return whole ?? result.value
  const inner = names.flatMap((name) => {
    const child = result.child(name)
    return child === undefined || !isSaid(child) ? [] : [[name, saidValue(child)] as const]
  })
  return Array.isArray(whole) ? inner.map(([, value]) => value) : Object.fromEntries(inner)
}
