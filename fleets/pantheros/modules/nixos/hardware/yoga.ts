import { defineModule, nixos } from 'pantheros'

export const yoga = defineModule('hardware.yoga', {
  description: 'A convertible that shall last long on its battery.',
}).config(() => [
  nixos({
    services: {
      // Turns the screen with the machine; without it a convertible is a laptop.
      'iio-niri': { enable: true },
      // The shell's battery menu speaks with this one, and TLP would undo what it sets.
      'power-profiles-daemon': { enable: true },
      tlp: { enable: false },
    },
    powerManagement: { powertop: { enable: true } },
    networking: { networkmanager: { wifi: { powersave: true } } },
  }),
])
