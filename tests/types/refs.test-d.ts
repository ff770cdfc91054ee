/** Compiled, never run: what can be done with values that only NixOS knows, and with secrets. */
import {
  defineHost,
  defineModule,
  defineSecret,
  lib,
  mkForce,
  mkIf,
  nix,
  nixos,
  option,
  type Package,
  packageSet,
  pkgs,
  type Ref,
  t,
} from 'pantheros'

const host = defineHost('a', { system: 'x86_64-linux' })
const { config } = host
const key = defineSecret('key', { description: '', file: (host) => host.config.sops.secrets.key!.path })
const unstable = packageSet('unstable')

const strict = defineModule('strict', {
  description: '',
  options: {
    port: option(t.port, { default: 1, description: '' }),
    names: option(t.listOf(t.str), { default: [], description: '' }),
    file: option(t.nix(t.path), { default: '/x', description: '' }),
    on: option(t.nix(t.bool), { default: true, description: '' }),
  },
})

// Where a Ref goes.
nixos({ services: { prometheus: { port: config.services.grafana.settings.server.http_port } } })
nixos({
  networking: {
    firewall: {
      allowedTCPPorts: [config.services.prometheus.port, 80],
      enable: mkIf(config.services.nginx.enable, false),
    },
  },
})
nixos({
  networking: {
    nameservers: nix.concat(config.networking.nameservers, ['1.1.1.1']),
    domain: config.networking.domain,
  },
})
nixos({
  services: {
    openssh: { enable: nix.and(config.services.nginx.enable, nix.not(config.services.tailscale.enable)) },
  },
})
nixos({
  users: {
    motd: nix`${config.networking.hostName}:${config.services.prometheus.port} ${pkgs.git}/bin ${key.file(host)}`,
  },
})
nixos({ users: { motd: nix.if(nix.eq(config.networking.domain, null), 'a', config.networking.hostName) } })
strict({ file: config.sops.secrets.key!.path, on: config.services.nginx.enable })
strict({ file: mkForce(config.sops.secrets.key!.path) })

// @ts-expect-error of another type
nixos({ services: { prometheus: { port: config.networking.hostName } } })
// @ts-expect-error of another type, by force
nixos({ services: { prometheus: { port: mkForce(config.networking.hostName) } } })
// @ts-expect-error a list where a value belongs
nixos({ networking: { hostName: config.networking.nameservers } })
// @ts-expect-error an element of the wrong type
nixos({ networking: { firewall: { allowedTCPPorts: [config.networking.hostName] } } })
// @ts-expect-error a text where a number belongs
nixos({ services: { prometheus: { port: nix`${config.services.prometheus.port}` } } })
// @ts-expect-error panther decides by this option
strict({ port: config.services.prometheus.port })
// @ts-expect-error by force neither
strict({ port: mkForce(config.services.prometheus.port) })
// @ts-expect-error nor as an element
strict({ names: [config.networking.hostName] })
// @ts-expect-error of another type than the option
strict({ file: config.services.nginx.enable })
// @ts-expect-error likewise
strict({ on: config.networking.hostName })

// What JavaScript cannot do.
export function condition(): number {
  // @ts-expect-error a condition that only NixOS knows
  if (config.services.nginx.enable) return 1
  return 2
}
// @ts-expect-error likewise
export const choice = config.services.nginx.enable ? 2 : 3
// @ts-expect-error likewise
export const both = config.services.nginx.enable && nixos({})
// @ts-expect-error not text yet
export const upper = config.networking.hostName.toUpperCase()
// @ts-expect-error nor a number
export const next = config.services.prometheus.port + 1
// @ts-expect-error nor can it be compared
export const low = config.services.prometheus.port < 1024
// @ts-expect-error nor spread
export const all = [...config.networking.nameservers]
// @ts-expect-error nor mapped
export const mapped = config.networking.nameservers.map((name) => name)
// @ts-expect-error nor iterated
for (const name of config.networking.nameservers) console.log(name)
// @ts-expect-error it cannot be set
config.networking.hostName = 'x'
// @ts-expect-error a typo
export const typo = config.networking.hostname
// @ts-expect-error a typo inside a set of submodules
export const deep = config.users.users.alice!.hom
// @ts-expect-error no list of values
nix`${config.networking.nameservers}`
// @ts-expect-error no list
nix`${['a']}`
// @ts-expect-error no set
nix`${{ a: 1 }}`
// @ts-expect-error nothing
nix`${undefined}`
// @ts-expect-error a number compared with text is no number
nix.lt(config.networking.hostName, 1)
// @ts-expect-error not of text
nix.not(config.networking.hostName)
// @ts-expect-error no list of a value
nix.concat(config.networking.hostName)

// Secrets.
// @ts-expect-error no text
export const plain: string = key
// @ts-expect-error no part of a text
nix`${key}`
// @ts-expect-error no part of a name
nix.key`${key}`
// @ts-expect-error no value
nixos({ users: { motd: key } })
// @ts-expect-error by force neither
nixos({ users: { motd: mkForce(key) } })
// @ts-expect-error nor an environment
nixos({ systemd: { services: { x: { environment: { KEY: key } } } } })
// @ts-expect-error nor an option of a module
strict({ names: [key] })
// @ts-expect-error its file is one of a host
key.file()
nixos({ services: { tailscale: { authKeyFile: key.file(host) } } })

// Packages.
nixos({
  environment: {
    systemPackages: [
      pkgs.git,
      unstable.git,
      pkgs.python3Packages.requests,
      lib.getBin!(pkgs.git),
      nix.expr`pkgs.hello`,
    ],
  },
})
export const overridden: Package = pkgs.git.override({ x: 1 })
// @ts-expect-error a typo: Did you mean 'git'?
nixos({ environment: { systemPackages: [pkgs.gitt] } })
// @ts-expect-error a typo in another input's
nixos({ environment: { systemPackages: [unstable.firefx] } })
// @ts-expect-error a name of a package is none
nixos({ environment: { systemPackages: ['git'] } })
// @ts-expect-error text is none
nixos({ environment: { systemPackages: [nix`${pkgs.git}`] } })
export const version: Ref<string> = config.system.nixos.version
// @ts-expect-error it is read only
nixos({ system: { nixos: { release: 'x' } } })
