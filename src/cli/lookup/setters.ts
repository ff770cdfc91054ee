import { isPlaceholder } from '../../catalog/search.ts'
import { configurationOf } from '../../fleet/configuration.ts'
import { findInModule } from '../../fleet/explain.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { ModuleError } from '../../modules/errors.ts'
import { mergeOption } from '../../modules/merge-option.ts'
import type { Result } from '../../modules/result.ts'
import { isSaid, saidValue } from '../said.ts'

/** What one host says of an option, or of one element that the path may stand for. */
export interface Setting {
  readonly host: ResolvedHost
  readonly user: string | undefined
  /** With the names of elements in place of `<name>`. */
  readonly path: readonly string[]
  readonly value: unknown
  /** Of the definitions that count. */
  readonly places: readonly DiagnosticPlace[]
}

/** What a host says of an option; `<name>` and `*` in the path are any element. */
export function settingsOn(
  host: ResolvedHost,
  user: string | undefined,
  path: readonly string[],
): readonly Setting[] {
  const inModule = findInModule(host, path, user)
  const found =
    inModule === undefined
      ? inConfiguration(host, user, path)
      : inOption(inModule[1], inModule[0].module.moduleName, inModule[2])
  return found.flatMap(({ result, valuePath }): Setting[] => {
    const value = attempt(() => saidValue(result))
    if (value === undefined) return []
    const places = result.definitions.flatMap(({ state, at }): DiagnosticPlace[] => {
      const place =
        state === 'counts' || state === 'maybe' ? (typeof at === 'function' ? at() : at) : undefined
      return place === undefined ? [] : [{ valuePath, ...place }]
    })
    return [{ host, user, path: result.path, value, places }]
  })
}

interface Found {
  readonly result: Result
  /** Inside the definitions. */
  readonly valuePath: readonly string[]
}

function inConfiguration(
  host: ResolvedHost,
  user: string | undefined,
  path: readonly string[],
): readonly Found[] {
  const first = path.findIndex(isPlaceholder)
  const start = first < 0 ? path : path.slice(0, first)
  const results = attempt(() => {
    const result = configurationOf(host, user).find(start)
    return result === undefined ? [] : [...resultsBelow(result, path.slice(start.length))]
  })
  return (results ?? []).map((result) => ({ result, valuePath: result.path }))
}

function inOption(
  { option, path, definitions }: NonNullable<ReturnType<typeof findInModule>>[1],
  moduleName: string,
  rest: readonly string[],
): readonly Found[] {
  const prefix = moduleName.split('.')
  const { result } = mergeOption(option, [...prefix, ...path], definitions)
  const results = attempt(() => [...resultsBelow(result, rest)]) ?? []
  return results.map((each) => ({ result: each, valuePath: each.path.slice(prefix.length) }))
}

function* resultsBelow(result: Result, path: readonly string[]): Iterable<Result> {
  const [name, ...rest] = path
  if (name === undefined) {
    if (isSaid(result)) yield result
    return
  }
  for (const each of isPlaceholder(name) ? result.names() : [name]) {
    const child = result.child(each)
    if (child !== undefined) yield* resultsBelow(child, rest)
  }
}

/** What is wrong with a value is for `check` to say. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ModuleError) return undefined
    throw error
  }
}
