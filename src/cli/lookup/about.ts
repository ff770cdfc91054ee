import { declaredPath } from '../../catalog/search.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { ResolvedFleet } from '../../fleet/resolved.ts'
import { showPath } from '../../modules/show-path.ts'
import { nixText } from '../nix-text.ts'
import { type Declared, fromFacts, type Origin } from './origins.ts'
import { settingsOn } from './setters.ts'

/** One value of an option, with the hosts that have it. */
export interface SettingShown {
  readonly hosts: readonly string[]
  readonly user?: string | undefined
  /** With the names of elements in place of `<name>`. */
  readonly path: string
  readonly value: unknown
  readonly nix: string
  readonly at: readonly DiagnosticPlace[]
}

/** The option of an origin at a path, or that there is a group of options. */
export function optionAt(origin: Origin, path: readonly string[]): Declared | undefined {
  const { catalog } = origin
  if (catalog !== undefined) {
    const facts = catalog.option(path)
    return facts === undefined ? undefined : fromFacts({ path: declaredPath(catalog.root, path), facts })
  }
  const wanted = showPath(path)
  for (const option of origin.list()) if (showPath(option.path) === wanted) return option
  return undefined
}

/** Paths of the options and groups just below a path. */
export function namesBelow(origin: Origin, path: readonly string[]): readonly string[] {
  const { catalog } = origin
  if (catalog !== undefined) {
    const declared = declaredPath(catalog.root, path)
    return catalog.children(path).map((name) => showPath([...declared, name]))
  }
  const below = [...origin.list()].filter(
    (option) => option.path.length > path.length && path.every((name, index) => option.path[index] === name),
  )
  return [...new Set(below.map((option) => showPath(option.path.slice(0, path.length + 1))))]
}

/** What the hosts of a fleet set an option to; hosts with the same value and lines are told together. */
export function settingsIn(
  resolved: ResolvedFleet,
  origin: Origin,
  path: readonly string[],
  locate: (place: DiagnosticPlace) => DiagnosticPlace,
): readonly SettingShown[] {
  const groups = new Map<string, { hosts: string[]; shown: Omit<SettingShown, 'hosts'> }>()
  for (const host of resolved.hosts) {
    for (const user of origin.users(host)) {
      for (const setting of settingsOn(host, user, path)) {
        const nix = nixText(resolved, host, user)
        const shown = {
          user,
          path: nix.path(setting.path),
          value: nix.data(setting.value),
          nix: nix.text(setting.value),
          at: setting.places.map(locate),
        }
        const key = JSON.stringify([shown.user, shown.path, shown.nix, shown.at])
        const group = groups.get(key) ?? { hosts: [], shown }
        group.hosts.push(host.host.name)
        groups.set(key, group)
      }
    }
  }
  return [...groups.values()].map(({ hosts, shown }) => ({ hosts, ...shown }))
}
