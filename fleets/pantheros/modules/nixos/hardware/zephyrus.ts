import { defineModule, nixos } from 'pantheros'

export const zephyrus = defineModule('hardware.zephyrus', {
  description: 'A ROG laptop that shall be fast: fans and keyboard, and no saving of power.',
}).config(() => [
  nixos({
    services: {
      asusd: { enable: true },
      thermald: { enable: true },
      // Both would take the governor below back; the shell and nixos-hardware bring them by mkDefault.
      'power-profiles-daemon': { enable: false },
      tlp: { enable: false },
    },
    powerManagement: { cpuFreqGovernor: 'performance' },
    networking: { networkmanager: { wifi: { powersave: false } } },
    boot: { kernel: { sysctl: { 'vm.swappiness': 10, 'vm.max_map_count': 1048576 } } },
  }),
])
