import { defineModule, nixos } from 'pantheros'

export const zephyrus = defineModule('hardware.zephyrus', {
  description: 'A ROG laptop that shall be fast: fans, keyboard, and no saving of power on the mains.',
}).config(() => [
  nixos({
    services: { asusd: { enable: true }, thermald: { enable: true } },
    powerManagement: { cpuFreqGovernor: 'performance' },
    networking: { networkmanager: { wifi: { powersave: false } } },
    boot: { kernel: { sysctl: { 'vm.swappiness': 10, 'vm.max_map_count': 1048576 } } },
  }),
])
