import { isAttrs } from '../../modules/plain.ts'
import type { Reading } from './reading.ts'
import type { HostRule } from './rule.ts'

/** Where interfaces of WireGuard are declared. */
const kinds = [
  ['networking', 'wireguard', 'interfaces'],
  ['networking', 'wg-quick', 'interfaces'],
] as const

export const wireguardPeerTwice: HostRule = {
  code: 'wireguard-peer-twice',
  severity: 'warning',
  about: 'a WireGuard interface with one key or one address for two peers',
  *check(host) {
    for (const kind of kinds) {
      for (const name of host.names(kind)) {
        const path = [...kind, name, 'peers']
        const twice = repeated(host, path)
        if (twice === undefined) continue
        const has = (peer: unknown): boolean => isAttrs(peer) && keysOf(peer).includes(twice.value)
        yield {
          message: `Two peers of ${name} have the same ${twice.what}: ${twice.value}. Only the last one is reached.`,
          hint: `Give each peer its own ${twice.what}.`,
          path,
          at: host.atElement(path, has),
        }
      }
    }
  },
}

function repeated(
  host: Reading,
  path: readonly string[],
): { readonly what: string; readonly value: string } | undefined {
  const seen = new Set<string>()
  for (const peer of host.list(path)) {
    if (!isAttrs(peer)) continue
    for (const value of keysOf(peer)) {
      if (seen.has(value))
        return { what: value.includes('/') && !value.endsWith('=') ? 'address' : 'key', value }
      seen.add(value)
    }
  }
  return undefined
}

/** The key of a peer, and the addresses that are its alone. */
function keysOf(peer: { readonly [name: string]: unknown }): readonly string[] {
  const { publicKey, allowedIPs } = peer
  const addresses = Array.isArray(allowedIPs) ? new Set(allowedIPs) : []
  return [publicKey, ...addresses].filter((each) => typeof each === 'string')
}
