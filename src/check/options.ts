import { configurationOf } from '../fleet/configuration.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { fromModuleError, pathInValue } from '../fleet/module-error.ts'
import { wantedType } from '../fleet/module-error-words.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { valueMeant } from '../fleet/type-words.ts'
import { ModuleError, type ModuleErrorData, type Renamed } from '../modules/index.ts'
import { foreignModules } from './foreign-modules.ts'
import { oldNames } from './old-names.ts'
import { factsFor } from './options/facts.ts'
import { missingModules } from './options/flake-modules.ts'
import { namesInside } from './options/names-inside.ts'
import { setByNixos } from './options/set-by-nixos.ts'
import { explainUnknown } from './options/unknown.ts'

/**
 * What the fleet says of NixOS's and Home Manager's options, held to their declarations: options that do not exist,
 * values of the wrong type, definitions that cannot stand together.
 */
export function checkOptions(host: ResolvedHost, fleet: Fleet): readonly Diagnostic[] {
  if (host.host.isDarwin) return []
  return [undefined, ...host.users].flatMap((user) => checkConfiguration(host, user, fleet))
}

function checkConfiguration(
  host: ResolvedHost,
  user: string | undefined,
  fleet: Fleet,
): readonly Diagnostic[] {
  const where = { host: host.host.name, user, catalog: host.catalog }
  const configuration = configurationOf(host, user)
  const foreign = foreignModules(host, user)
  const release = host.catalog.otherRelease
  const otherRelease =
    release === undefined ? undefined : `The catalog is not of ${release}, which may have it.`
  const describe = (data: ModuleErrorData): Diagnostic => {
    const found = fromModuleError(new ModuleError(data), where)
    if (data.code === 'type-mismatch') return withValue(found, data)
    if (data.code !== 'unknown-option') return found
    const { meant, ...explained } = explainUnknown(data.path, data.definitions[0]?.value, user, host)
    const unknown: Diagnostic = {
      ...found,
      ...explained,
      ...(meant === undefined ? {} : { change: renamedTo(data.path, meant) }),
    }
    const doubt = foreign
      ? 'A module that panther does not know may declare it.'
      : meant === undefined
        ? otherRelease
        : undefined
    return doubt === undefined
      ? unknown
      : { ...unknown, severity: 'warning', hint: `${explained.hint} ${doubt}` }
  }
  const renamed = ({ from, to, message, definition }: Renamed): Diagnostic => ({
    ...describe({ code: 'removed-option', path: from, message, definitions: [definition] }),
    code: 'renamed-option',
    severity: 'warning',
    hint: `Write ${to.join('.')}.`,
    change: renamedTo(from, to),
  })
  // What nobody in the fleet says may be said by NixOS's own modules.
  const problems = configuration.problems().filter(({ code }) => code !== 'no-value')
  return [
    ...problems.map(describe),
    ...configuration.warnings().map(renamed),
    ...oldNames(configuration, where),
    ...setByNixos(configuration, where),
    ...namesInside(configuration, where, factsFor(host.catalog, user)),
    ...(user === undefined ? missingModules(host, configuration, fleet) : []),
  ]
}

function renamedTo(from: readonly string[], to: readonly string[]): Diagnostic['change'] {
  return { kind: 'key', from: pathInValue(from, undefined), to: pathInValue(to, undefined) }
}

/** A value that is certainly meant, where one of its letters is wrong. */
function withValue(found: Diagnostic, data: ModuleErrorData): Diagnostic {
  const [definition, ...others] = data.definitions
  const wanted = wantedType(data)
  if (definition === undefined || others.length > 0 || wanted === undefined) return found
  const meant = valueMeant(wanted, definition.value)?.value
  return meant === undefined
    ? found
    : { ...found, change: { kind: 'value', from: definition.value, to: meant } }
}
