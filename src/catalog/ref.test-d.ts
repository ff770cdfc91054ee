/** Compiled, never run: what is read of a host. */
import type { Deferred } from '../modules/deferred.ts'
import type { HomeConfig, NixosConfig, Package, Ref } from './index.ts'

declare const config: NixosConfig
declare const user: HomeConfig

export const port: Ref<number> = config.services.prometheus.port
export const enabled: Deferred<boolean> = config.services.openssh.enable
export const domain: Ref<string | null> = config.networking.domain
export const nameservers: Ref<readonly string[]> = config.networking.nameservers
export const gid: Ref<number | null> = config.users.groups.wheel!.gid
export const home: Ref<string> = config.users.users.alice!.home
export const known: Deferred<string | null> = config.services.openssh.settings.PermitRootLogin
export const toplevel: Deferred<unknown> = config.system.build
export const postgres: Package = config.services.postgresql.package
export const directory: Deferred<string> = user.home.homeDirectory
// Options that cannot be set can be read.
export const version: Ref<string> = config.system.nixos.version

export function condition(): number {
  // @ts-expect-error a condition that only NixOS knows
  if (config.services.openssh.enable) return 1
  return 2
}
// @ts-expect-error likewise
export const choice = config.services.openssh.enable ? 1 : 2
// @ts-expect-error likewise
export const both = config.services.openssh.enable && 3
// @ts-expect-error text is not there yet
export const upper = config.networking.hostName.toUpperCase()
// @ts-expect-error its length neither
export const long = config.networking.hostName.length > 3
// @ts-expect-error a number is not there yet
export const next = config.services.prometheus.port + 1
// @ts-expect-error it is no plain text
export const plain: string = config.networking.hostName
// @ts-expect-error lists cannot be looked into
export const first = config.networking.nameservers[0]
// @ts-expect-error nor spread
export const all = [...config.networking.nameservers]
// @ts-expect-error a typo: Did you mean 'prometheus'?
export const typo = config.services.promtheus
// @ts-expect-error a typo: Did you mean 'hostName'?
export const typo2 = config.networking.hostname
// @ts-expect-error of another type
export const wrong: Ref<string> = config.services.prometheus.port
