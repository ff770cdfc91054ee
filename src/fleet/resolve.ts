import { lazily } from '../catalog/lazily.ts'
import type { OwnCatalogs } from '../catalog/own-catalogs.ts'
import { resolve } from '../modules/sweeps/index.ts'
import { makeContexts } from './contexts.ts'
import { impurityDiagnostics, resolutionDiagnostics, unplacedDiagnostics } from './diagnose.ts'
import type { Fleet } from './fleet.ts'
import { fleetDiagnostics } from './fleet-diagnostics.ts'
import { hostCatalogs } from './host-catalogs.ts'
import { hostUnit } from './host-unit.ts'
import { moduleInstances } from './module-instances.ts'
import { withoutPlaces } from './place.ts'
import { makeRelocator } from './relocate.ts'
import type { ResolvedFleet, ResolvedHost } from './resolved.ts'
import type { Said } from './said.ts'
import { sourcesOf } from './sources.ts'
import { makeUnits, type Units } from './units.ts'

/**
 * Runs all functions of a fleet until nothing changes. Never throws for what the user wrote: what went wrong is in
 * the diagnostics, and the rest stands. `own` are the catalogs that the project has beside those of panther.
 */
export function resolveFleet(fleet: Fleet, own?: OwnCatalogs): ResolvedFleet {
  const { hosts } = fleet.spec
  const wrong = fleetDiagnostics(fleet)
  if (wrong.length > 0) return { fleet, hosts: [], diagnostics: wrong, impurities: () => [] }
  const byName = new Map(hosts.map((host) => [host.name, host]))
  const units: Units = makeUnits(makeContexts(hosts, byName), (host, user) => ({
    host: byName.get(host)!,
    user,
  }))
  const catalogOf = hostCatalogs(fleet, own)
  return withoutPlaces(() => {
    const roots = hosts.map((host) => hostUnit(fleet, host, units))
    const resolution = resolve<Said>(roots)
    const unplaced = unplacedDiagnostics(resolution, roots, units)
    const relocate = makeRelocator(resolution)
    const resolved = hosts.map((host, index): ResolvedHost => {
      const sources = lazily(() => sourcesOf(roots[index]!, resolution, units, relocate))
      const modules = lazily(() => moduleInstances(host, units.instances, resolution, relocate))
      const users = lazily(() => [
        ...new Set(sources().flatMap(({ statements }) => statements.flatMap(({ user }) => user ?? []))),
      ])
      return {
        host,
        catalog: catalogOf(host),
        get sources() {
          return sources()
        },
        get users() {
          return users()
        },
        get modules() {
          return modules()
        },
      }
    })
    const diagnostics = [...resolutionDiagnostics(resolution, roots, units, relocate), ...unplaced]
    return {
      fleet,
      hosts: resolved,
      diagnostics,
      impurities: () => withoutPlaces(() => impurityDiagnostics(resolution, units)),
    }
  })
}
