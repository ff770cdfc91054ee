/** Compiled, never run: what stands in the place of an option's value or of a whole group. */
import type { Deferred } from '../modules/deferred.ts'
import { mkForce, mkIf, mkMerge } from '../modules/properties.ts'
import type { NixosConfig, NixosOptions } from './index.ts'

declare function nixos(options: NixosOptions): void
declare const config: NixosConfig
declare const raw: Deferred<never>
declare const known: boolean

// The value of an option that may be null goes where the value goes.
nixos({ services: { nginx: { virtualHosts: { a: { serverName: config.networking.domain } } } } })
// One value of a kind that is not known goes everywhere.
nixos({ services: { openssh: raw, tailscale: { enable: raw } }, users: { users: { alice: raw } } })
// Whole groups under properties.
nixos({
  services: {
    nginx: mkIf(known, { enable: true }),
    openssh: mkMerge([{ enable: true }, mkForce({ openFirewall: false })]),
  },
})
