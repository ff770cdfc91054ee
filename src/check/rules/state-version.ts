import { isWholeMachine } from './machine.ts'
import type { Reading } from './reading.ts'
import type { HostRule } from './rule.ts'

const name = 'system.stateVersion'

export const stateVersionMissing: HostRule = {
  code: 'state-version-missing',
  severity: 'warning',
  about: 'a machine without `stateVersion`',
  *check(host) {
    if (!isWholeMachine(host) || host.mentions(name)) return
    yield {
      message: `${host.host.name} does not say the release it was installed with: NixOS takes the newest, and old data may no longer fit.`,
      hint: 'Say it in defineHost, as stateVersion: what `nixos-version` said when it was installed.',
    }
  },
}

export const stateVersionAhead: HostRule = {
  code: 'state-version-ahead',
  severity: 'warning',
  about: 'a `stateVersion` that is newer than NixOS',
  *check(host) {
    const version = host.said(name)
    const newest = release(host)
    if (
      typeof version !== 'string' ||
      newest === undefined ||
      !/^\d\d\.\d\d$/.test(version) ||
      version <= newest
    )
      return
    yield {
      message: `${host.host.name} says that it was installed with NixOS ${version}; the newest that panther knows is ${newest}.`,
      hint: 'Say the release that the machine was installed with.',
      path: name,
    }
  },
}

/** The release that the host's catalog is of; nothing where it is judged by that of another one. */
function release({ resolved: { catalog } }: Reading): string | undefined {
  if (catalog.otherRelease !== undefined) return undefined
  return /\b(\d\d\.\d\d)/.exec(catalog.nixos.source)?.[1]
}
