import { optionsFor } from '../fleet/host-catalogs.ts'
import { fromModuleError } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { isOption, ModuleError, type OptionTree, type Path, unknownOption } from '../modules/index.ts'
import { foreignModules } from './foreign-modules.ts'
import { explainUnknown } from './options/unknown.ts'
import { expressionsOf, type Placed } from './statements.ts'

/** Refs to options that do not exist: the compiler refuses them, where it is asked and knows their names. */
export function checkRefs({ hosts }: ResolvedFleet): readonly Diagnostic[] {
  const byName = new Map(hosts.map((host) => [host.host.name, host]))
  return hosts.flatMap((host) => {
    const seen = new Set<string>()
    return expressionsOf(host).flatMap((said): readonly Diagnostic[] => {
      if (said.data.kind !== 'config') return []
      const target = byName.get(said.data.host)
      if (target === undefined || target.host.isDarwin) return []
      const { user, path } = said.data
      const tree = optionsFor(target.catalog, user)
      const unknown = unknownPart(tree, path)
      const key = JSON.stringify([target.host.name, user, unknown])
      if (unknown === undefined || seen.has(key)) return []
      seen.add(key)
      return [describe(said, unknown, tree, host, target)]
    })
  })
}

/** The path up to the first name that leads nowhere. What is inside an option's value may be anything. */
function unknownPart(tree: OptionTree, path: Path): Path | undefined {
  let group = tree
  for (const [index, name] of path.entries()) {
    const child = group.child(name)
    if (child === undefined) return path.slice(0, index + 1)
    if (isOption(child)) return undefined
    group = child
  }
  return undefined
}

function describe(
  said: Placed & { readonly data: { readonly user?: string } },
  path: Path,
  tree: OptionTree,
  from: ResolvedHost,
  target: ResolvedHost,
): Diagnostic {
  const { user } = said.data
  const unmatched = { file: '', path, value: undefined }
  const error = new ModuleError({ ...unknownOption([], tree, unmatched), definitions: [] })
  const { hint, ...found } = fromModuleError(error, {
    host: from.host.name,
    user: said.user,
    catalog: target.catalog,
  })
  const place = said.place()
  const { otherRelease } = target.catalog
  const explained = explainUnknown(path, undefined, user, target)
  const doubt = foreignModules(target, user)
    ? 'A module that panther does not know may declare it.'
    : otherRelease && `The catalog is not of ${otherRelease}, which may have it.`
  const hints = [explained.hint ?? hint, doubt].filter((part) => part !== undefined).join(' ')
  return {
    ...found,
    ...(doubt !== undefined ? { severity: 'warning' } : {}),
    at: place === undefined ? [] : [{ ...place, valuePath: said.path }],
    ...(hints === '' ? {} : { hint: hints }),
  }
}
