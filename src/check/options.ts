import { configurationOf } from '../fleet/configuration.ts'
import { fromModuleError } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { isDeferred, ModuleError, type Result } from '../modules/index.ts'
import { foreignModules } from './foreign-modules.ts'

/**
 * What the fleet says of NixOS's and Home Manager's options, held to their declarations: options that do not exist,
 * values of the wrong type, definitions that cannot stand together.
 */
export function checkOptions({ hosts }: ResolvedFleet): readonly Diagnostic[] {
  return hosts
    .filter(({ host }) => !host.isDarwin)
    .flatMap((host) => [undefined, ...host.users].flatMap((user) => checkConfiguration(host, user)))
}

function checkConfiguration(host: ResolvedHost, user: string | undefined): readonly Diagnostic[] {
  const where = { host: host.host.name, user }
  const configuration = configurationOf(host, user)
  const foreign = foreignModules(host, user)
  const unknown = configuration.unknown().map((data): Diagnostic => {
    const found = fromModuleError(new ModuleError(data), where)
    if (!foreign) return found
    return {
      ...found,
      severity: 'warning',
      hint: `${found.hint ?? ''} A module that panther does not know may declare it.`.trim(),
    }
  })
  const errors: Diagnostic[] = []
  for (const path of configuration.defined()) {
    const result = configuration.find(path)
    if (result !== undefined) collectErrors(result, (error) => errors.push(fromModuleError(error, where)))
  }
  return [...unknown, ...errors]
}

/** Reads all that is defined at and below an option; what cannot be read is an error. */
function collectErrors(result: Result, report: (error: unknown) => void): void {
  try {
    const names = result.names()
    if (names.length === 0) readAll(result.value)
    for (const name of names) {
      const child = result.child(name)
      if (child?.isDefined) collectErrors(child, report)
    }
  } catch (error) {
    report(error)
  }
}

/** Values are computed when they are read. */
function readAll(value: unknown): void {
  const seen = new Set<object>()
  const queue = [value]
  while (queue.length > 0) {
    const next = queue.pop()
    if (typeof next !== 'object' || next === null || isDeferred(next) || seen.has(next)) continue
    seen.add(next)
    queue.push(...Object.values(next))
  }
}
