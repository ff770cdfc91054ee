import { configurationOf } from '../fleet/configuration.ts'
import { fromModuleError } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { ModuleError, type ModuleErrorData, type Renamed } from '../modules/index.ts'
import { foreignModules } from './foreign-modules.ts'
import { oldNames } from './old-names.ts'

/**
 * What the fleet says of NixOS's and Home Manager's options, held to their declarations: options that do not exist,
 * values of the wrong type, definitions that cannot stand together.
 */
export function checkOptions(host: ResolvedHost): readonly Diagnostic[] {
  if (host.host.isDarwin) return []
  return [undefined, ...host.users].flatMap((user) => checkConfiguration(host, user))
}

function checkConfiguration(host: ResolvedHost, user: string | undefined): readonly Diagnostic[] {
  const where = { host: host.host.name, user, catalog: host.catalog }
  const configuration = configurationOf(host, user)
  const foreign = foreignModules(host, user)
  const describe = (data: ModuleErrorData): Diagnostic => {
    const found = fromModuleError(new ModuleError(data), where)
    if (!foreign || data.code !== 'unknown-option') return found
    return {
      ...found,
      severity: 'warning',
      hint: `${found.hint ?? ''} A module that panther does not know may declare it.`.trim(),
    }
  }
  const renamed = ({ from, to, message, definition }: Renamed): Diagnostic => ({
    ...describe({ code: 'removed-option', path: from, message, definitions: [definition] }),
    code: 'renamed-option',
    severity: 'warning',
    hint: `Write ${to.join('.')}.`,
  })
  // What nobody in the fleet says may be said by NixOS's own modules.
  const problems = configuration.problems().filter(({ code }) => code !== 'no-value')
  return [
    ...problems.map(describe),
    ...configuration.warnings().map(renamed),
    ...oldNames(configuration, where),
  ]
}
