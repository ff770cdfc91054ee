import type { Use } from './definition.ts'
import { checkName } from './names.ts'
import { callPlace, type PlaceSource } from './place.ts'
import { problem } from './problem.ts'

/** Definitions under a name, for hosts that have something in common. Counts once however often it is reached. */
export interface Profile {
  readonly kind: 'profile'
  readonly name: string
  readonly use: Use
  readonly place: PlaceSource
}

/**
 * ```ts
 * export const server = defineProfile('server', [
 *   ssh(),
 *   nixos({ services: { fail2ban: { enable: true } } }),
 * ])
 * // profiles/server.nix: { services.fail2ban.enable = true; }
 * ```
 */
export function defineProfile(name: string, use: Use): Profile {
  checkName('profile', name, /^[A-Za-z][A-Za-z0-9_-]*(\/[A-Za-z][A-Za-z0-9_-]*)*$/)
  if (name === 'fleet') {
    throw problem({
      code: 'bad-name',
      message: '"fleet" cannot be the name of a profile: what the fleet says for every host bears it.',
      hint: 'Say it in `use` of defineFleet, or give the profile another name.',
    })
  }
  return Object.freeze({ kind: 'profile', name, use, place: callPlace() })
}
