import { defineProfile, nixos } from 'pantheros'
export const base = defineProfile('base', [
  nixos({
    boot: { loader: { grub: { device: '/dev/sda' } } },
    fileSystems: { '/': { device: '/dev/sda1', fsType: 'ext4' } },
    system: { stateVersion: '26.05' },
    users: { users: { root: { openssh: { authorizedKeys: { keys: ['ssh-ed25519 AAAA x'] } } } } },
  }),
])
