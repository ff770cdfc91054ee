import { defineHost, home, nix, nixos } from 'pantheros'
import { base } from './base.ts'

export const homeAssert = defineHost('home-assert', {
  system: 'x86_64-linux',
  use: [
    base,
    home('alice', {
      home: { stateVersion: '26.05', pointerCursor: { enable: true } }, // here: home-assert
    }),
    nixos({ users: { users: { alice: { isNormalUser: true } } } }),
  ],
})

export const homeThrow = defineHost('home-throw', {
  system: 'x86_64-linux',
  use: [
    base,
    home('alice', {
      home: { stateVersion: '26.05', sessionVariables: { A: nix.expr`throw "home"` } }, // here: home-throw
    }),
    nixos({ users: { users: { alice: { isNormalUser: true } } } }),
  ],
})

export const homeType = defineHost('home-type', {
  system: 'x86_64-linux',
  use: [
    base,
    home('alice', {
      home: { stateVersion: '26.05' },
      programs: { git: { enable: nix.expr`"yes"` } }, // here: home-type
    }),
    nixos({ users: { users: { alice: { isNormalUser: true }, bob: { isNormalUser: true } } } }),
    home('bob', { home: { stateVersion: '26.05' }, programs: { git: { enable: true } } }),
  ],
})
