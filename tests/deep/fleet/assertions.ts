import { defineHost, nixos } from 'pantheros'
import { base } from './base.ts'

export const assertMany = defineHost('assert-many', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      users: {
        users: {
          alice: { isNormalUser: true, isSystemUser: true }, // here: assert-many
          bob: { isSystemUser: true }, // here: assert-many
        },
      },
      services: {
        nginx: {
          enable: true,
          virtualHosts: { 'a.example.org': { enableACME: true, useACMEHost: 'b', forceSSL: true } }, // here: assert-many
        },
      },
    }),
  ],
})

export const assertUser = defineHost('assert-user', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      users: {
        users: {
          alice: { isNormalUser: true, isSystemUser: true }, // here: assert-user
        },
      },
    }),
  ],
})

export const warn = defineHost('warn', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      users: {
        users: {
          alice: { isNormalUser: true, hashedPassword: '!', initialPassword: 'x' }, // here: warn
        },
      },
      warnings: ['mind the gap'], // here: warn
    }),
  ],
})
