import { defineHost, defineModule, importModule, nix, nixModule, nixos, pkgs } from 'pantheros'
import { base } from './base.ts'

const broken = defineModule('services.broken', {
  description: 'x',
  options: {},
}).config(() => [
  nixos({
    time: { timeZone: nix.expr`"a" + 1` }, // here: module-body
  }),
])

export const moduleBody = defineHost('module-body', {
  system: 'x86_64-linux',
  use: [base, broken({})],
})

export const rawFile = defineHost('raw-file', {
  system: 'x86_64-linux',
  use: [base, importModule(new URL('./nix/thrower.nix', import.meta.url))],
})

export const rawFileOption = defineHost('raw-file-option', {
  system: 'x86_64-linux',
  use: [base, importModule(new URL('./nix/unknown.nix', import.meta.url))],
})

export const rawFileType = defineHost('raw-file-type', {
  system: 'x86_64-linux',
  use: [base, importModule(new URL('./nix/type.nix', import.meta.url))],
})

export const rawModule = defineHost('raw-module', {
  system: 'x86_64-linux',
  use: [
    base,
    nixModule(
      'legacy',
      `{ lib, ... }:
    {
      networking.domain = lib.mkIf true (throw "from raw"); # here: raw-module
    }
    `,
    ),
  ],
})

export const rawModuleOption = defineHost('raw-module-option', {
  system: 'x86_64-linux',
  use: [
    base,
    nixModule(
      'legacy2',
      `{ lib, ... }:
    {
      services.nope.enable = true; # here: raw-module-option
    }
    `,
    ),
  ],
})

export const unfree = defineHost('unfree', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: { systemPackages: [pkgs.git, pkgs.vscode] }, // here: unfree
    }),
  ],
})
