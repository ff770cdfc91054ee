import { builtins, defineFleet, lib, nix, pkgs } from 'pantheros'
import hetznerVps from './hosts/hetzner-vps/default.ts'
import ovhVps from './hosts/ovh-vps/default.ts'
import yoga from './hosts/yoga/default.ts'
import zephyrus from './hosts/zephyrus/default.ts'
import { checks } from './outputs/checks.ts'
import { devShell } from './outputs/dev-shell.ts'
import { tailnetPolicy } from './outputs/tailnet-policy.ts'

const hosts = [yoga, zephyrus, hetznerVps, ovhVps]

/** What may be installed although it is not free. */
const unfree = ['1password', '1password-cli', 'claude-code', 'nvidia-x11', 'nvidia-settings', 'crush']

export default defineFleet({
  description: 'pantherOS - Personal NixOS Configuration',
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    'nixos-hardware': 'github:NixOS/nixos-hardware',
    'home-manager': { url: 'github:nix-community/home-manager', follows: { nixpkgs: 'nixpkgs' } },
    disko: { url: 'github:nix-community/disko', follows: { nixpkgs: 'nixpkgs' } },
    opnix: { url: 'github:brizzbuzz/opnix', follows: { nixpkgs: 'nixpkgs' } },
    'zen-browser': {
      url: 'github:0xc000022070/zen-browser-flake',
      follows: { nixpkgs: 'nixpkgs', 'home-manager': 'home-manager' },
    },
  },
  nixpkgsConfig: {
    allowUnfreePredicate: nix.lambda(['pkg'], (pkg) => builtins.elem(lib.getName(pkg), unfree)),
  },
  hosts,
  outputs: {
    formatter: pkgs['nixfmt-tree'],
    devShells: { default: devShell },
    checks: checks(hosts),
    packages: { 'tailnet-policy': tailnetPolicy(hosts) },
  },
})
