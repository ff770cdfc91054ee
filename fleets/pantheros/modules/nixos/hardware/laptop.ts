import { defineModule, nixos } from 'pantheros'
import { site } from '../../shared/site.ts'

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
    users: { users: { [site.user]: { extraGroups: ['networkmanager'] } } },
    services: {
      fwupd: { enable: true },
      upower: { enable: true },
      logind: { settings: { Login: { HandleLidSwitch: 'suspend', HandleLidSwitchExternalPower: 'ignore' } } },
    },
  }),
])
