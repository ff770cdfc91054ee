import type { Unit } from '../modules/sweeps/types.ts'
import type { Definition, Use } from './definition.ts'
import type { Fleet } from './fleet.ts'
import type { Host } from './host.ts'
import type { Said } from './said.ts'
import type { Around, SourceName, Units } from './units.ts'

/**
 * Everything a host says, in order: what the whole fleet has, the layers for hardware and disks, what the host
 * does, its users, and its own definitions last.
 */
export function hostUnit(fleet: Fleet, host: Host, units: Units): Unit<Said> {
  const { spec, name, place } = host
  const scope = { host, user: undefined }
  const layer = (layer: SourceName['layer'], use: Use, title: string, around?: Around) => {
    const id = layer === 'default' ? 'host' : `host:${layer}`
    return units.list({ source: { id, kind: 'host', name, layer }, title }, use, scope, place, around)
  }
  const common = units.list(
    { source: { id: 'profile:fleet', kind: 'profile', name: 'fleet', layer: 'default' }, title: 'the fleet' },
    [packageSettings(fleet), fleet.spec.use],
    scope,
    fleet.place,
  )
  const users = Object.entries(spec.home ?? {}).map(
    ([user, use]) => ({ kind: 'user', user, use, place }) as const,
  )
  const before = [
    common,
    ...(spec.hardware === undefined ? [] : [layer('hardware', spec.hardware, `the hardware of ${name}`)]),
    ...(spec.disks === undefined ? [] : [layer('disko', spec.disks, `the disks of ${name}`)]),
  ]
  const after = users.length === 0 ? [] : [layer('home', users, `the users of ${name}`)]
  return layer('default', [identity(host), spec.use], `the host ${name}`, { before, after })
}

/** What the fleet says of packages, for every host. */
function packageSettings({ spec, place }: Fleet): Definition | undefined {
  const { overlays, nixpkgsConfig: config } = spec
  if (overlays === undefined && config === undefined) return undefined
  return { kind: 'nixos', value: { nixpkgs: { overlays, config } } as never, place }
}

/** What follows from the host's own description. */
function identity(host: Host): Definition {
  const { name: hostName, domain, timeZone, stateVersion, system, isDarwin, place } = host
  const value = {
    networking: { hostName, ...(domain === undefined || isDarwin ? {} : { domain }) },
    nixpkgs: { hostPlatform: system },
    ...(timeZone === undefined ? {} : { time: { timeZone } }),
    ...(stateVersion === undefined ? {} : { system: { stateVersion } }),
  }
  return { kind: isDarwin ? 'darwin' : 'nixos', value: value as never, place }
}
