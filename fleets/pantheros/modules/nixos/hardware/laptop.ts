import { defineModule, nixos } from 'pantheros'

export const laptop = defineModule('hardware.laptop', {
  description: 'What every laptop has: radios, a lid, a battery.',
}).config(() => [
  nixos({
    hardware: {
      enableRedistributableFirmware: true,
      bluetooth: { enable: true },
      graphics: { enable: true },
    },
    networking: { networkmanager: { enable: true } },
    services: {
      fwupd: { enable: true },
      upower: { enable: true },
      logind: { settings: { Login: { HandleLidSwitch: 'suspend', HandleLidSwitchExternalPower: 'ignore' } } },
    },
  }),
])
