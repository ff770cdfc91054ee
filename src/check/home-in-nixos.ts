import { configurationOf } from '../fleet/configuration.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'

/**
 * Home Manager's options that are defined through NixOS: NixOS merges them, but panther does not know them as the
 * user's, so nothing in them is checked or shown.
 */
export function checkHomeInNixos(host: ResolvedHost): readonly Diagnostic[] {
  const configuration = configurationOf(host)
  if (!configuration.said().some(({ path }) => path[0] === 'home-manager')) return []
  const definitions = configuration.find(['home-manager', 'users'])?.definitions ?? []
  return definitions.flatMap(({ at, value }): Diagnostic[] => {
    const place = typeof at === 'function' ? at() : at
    if (place === undefined) return []
    const users = typeof value === 'object' && value !== null ? Object.keys(value) : []
    return [
      {
        code: 'home-in-nixos',
        severity: 'warning',
        message: `Home Manager's options of ${users.join(' and ') || 'users'} are defined through nixos(…), where panther does not check or show them.`,
        path: 'home-manager.users',
        host: host.host.name,
        at: [{ ...place, valuePath: ['home-manager', 'users'] }],
        hint: `Say them with home('${users[0] ?? 'alice'}', { … }).`,
      },
    ]
  })
}
