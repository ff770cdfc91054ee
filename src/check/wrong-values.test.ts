import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, nixos } from '../index.ts'
import { checkFleet } from './index.ts'

type Loose = any

it('is told where values are wrong that rules read', () => {
  const value: Loose = {
    users: {
      users: {
        alice: {
          extraGroups: ['wheel', 5],
          isNormalUser: 'true',
          shell: 'fish',
          openssh: { authorizedKeys: { keys: 1 } },
        },
      },
    },
    networking: { firewall: { allowedTCPPorts: [22, '80'], enable: 'yes', extraCommands: [] }, hostName: 3 },
    services: {
      openssh: { enable: 'yes', settings: { PermitRootLogin: 1 }, ports: 'all' },
      nginx: { virtualHosts: [] },
    },
    fileSystems: { '/': 'ext4' },
    boot: { loader: { grub: { device: [] } }, kernelModules: 'kvm' },
    system: { stateVersion: 25 },
  }
  const host = defineHost('a', { system: 'x86_64-linux', use: nixos(value) })
  const found = checkFleet(resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts: [host] })))
  const mismatches = found.filter(({ code }) => code === 'type-mismatch').map(({ path }) => path)
  expect(mismatches).toContain('users.users.alice.shell')
  expect(mismatches.length).toBeGreaterThan(10)
})
