/** Compiled, never run: what the types of NixOS options refuse. */
import type { Deferred } from '../modules/deferred.ts'
import { mkDefault, mkForce, mkIf, mkMerge } from '../modules/properties.ts'
import type { NixosConfig, NixosOptions, Pkgs } from './index.ts'

declare function nixos(options: NixosOptions): void
declare const config: NixosConfig
declare const pkgs: Pkgs
declare const maybe: Deferred<string | null>

// @ts-expect-error a number where a boolean belongs
nixos({ services: { openssh: { enable: 1 } } })
// @ts-expect-error no such value, under a property
nixos({ services: { openssh: { settings: { PermitRootLogin: mkForce('never') } } } })
// @ts-expect-error no such value
nixos({ services: { tailscale: { useRoutingFeatures: 'servers' } } })
// @ts-expect-error a typo in a group: Did you mean 'openssh'?
nixos({ services: { opensssh: { enable: true } } })
// @ts-expect-error a typo in an option: Did you mean 'allowedTCPPorts'?
nixos({ networking: { firewall: { allowedTcpPorts: [22] } } })
// @ts-expect-error a typo deep inside: Did you mean 'forceSSL'?
nixos({ services: { nginx: { virtualHosts: { a: { forceSsl: true } } } } })
// @ts-expect-error a typo under a property
nixos({ users: { users: { alice: mkForce({ isNormalUsr: true }) } } })
// @ts-expect-error a typo inside a merge
nixos({ users: { users: { alice: mkMerge([{ isNormalUser: true }, { grup: 'wheel' }]) } } })
// @ts-expect-error an element of the wrong type, under a condition
nixos({ networking: { firewall: { allowedTCPPorts: [22, mkIf(true, '80')] } } })
// @ts-expect-error a setting that is known, of the wrong type
nixos({ services: { openssh: { settings: { PasswordAuthentication: 'no' } } } })
// @ts-expect-error a setting that is free, of a type that no setting has
nixos({ boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': [1] } } } })
// @ts-expect-error settings of a jail stand under `settings`
nixos({ services: { fail2ban: { jails: { sshd: { maxretry: 5 } } } } })
// @ts-expect-error null where nothing may be null
nixos({ services: { openssh: { enable: null } } })
// @ts-expect-error the value of another option, of the wrong type
nixos({ services: { openssh: { enable: config.services.prometheus.port } } })
// @ts-expect-error a list of the wrong type
nixos({ services: { openssh: { ports: config.networking.nameservers } } })
// @ts-expect-error text is no package
nixos({ environment: { systemPackages: ['git'] } })
// @ts-expect-error a package is no text
nixos({ networking: { hostName: pkgs.git } })
// @ts-expect-error a set of packages is none
nixos({ environment: { systemPackages: [pkgs.python3Packages] } })
// @ts-expect-error nor is it text
nixos({ networking: { hostName: pkgs.python3Packages } })
// @ts-expect-error NixOS computes it
nixos({ system: { build: { toplevel: pkgs.git } }, boot: { initrd: { systemd: { contents: 3 } } } })
// @ts-expect-error known only to NixOS, and no number
nixos({ services: { prometheus: { port: maybe } } })
// @ts-expect-error a whole submodule of the wrong type
nixos({ users: { users: { alice: mkDefault('alice') } } })
// @ts-expect-error a list where a set belongs
nixos({ systemd: { services: [{ script: 'true' }] } })
// @ts-expect-error a misspelt package: Did you mean 'firefox'?
export const package1 = pkgs.firefx
// @ts-expect-error a misspelt package of a set
export const package2 = pkgs.python3Packages.reqests
// @ts-expect-error a package is no text
export const package3: string = pkgs.git
// @ts-expect-error a typo in a group under a condition
nixos({ services: { openssh: mkIf(true, { enabled: true }) } })
