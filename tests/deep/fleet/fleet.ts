import { defineFleet } from 'pantheros'
import * as assertions from './assertions.ts'
import * as home from './home.ts'
import * as modules from './modules.ts'
import * as options from './options.ts'
import * as rawValues from './raw-values.ts'

/** Every host has a mistake that only evaluation finds; `here: HOST` stands where it is to be shown. */
export default defineFleet({
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    'home-manager': { url: 'github:nix-community/home-manager', follows: { nixpkgs: 'nixpkgs' } },
  },
  hosts: [
    ...Object.values(rawValues),
    ...Object.values(options),
    ...Object.values(modules),
    ...Object.values(assertions),
    ...Object.values(home),
  ],
})
