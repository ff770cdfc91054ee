import { defineModule, nixos, option, t } from 'pantheros'

export const yoga = defineModule('hardware.yoga', {
  description: 'A convertible that shall last long on its battery.',
  options: {
    profile: option(t.enum('power-saver', 'balanced'), {
      default: 'balanced',
      description: "What power-profiles-daemon starts with; the desktop's switch changes it.",
    }),
  },
}).config(({ cfg }) => [
  nixos({
    // Turns and darkens the screen; without it a convertible is a laptop.
    hardware: { sensor: { iio: { enable: true } } },
    networking: { networkmanager: { wifi: { powersave: true } } },
    powerManagement: { powertop: { enable: true } },
    // The shell's battery menu speaks with this one, and TLP would undo what it sets.
    services: { 'power-profiles-daemon': { enable: true }, tlp: { enable: false } },
    systemd: {
      services: {
        'power-profile': {
          description: 'Power profile at start',
          wantedBy: ['multi-user.target'],
          after: ['power-profiles-daemon.service'],
          requires: ['power-profiles-daemon.service'],
          serviceConfig: {
            Type: 'oneshot',
            ExecStart: `/run/current-system/sw/bin/powerprofilesctl set ${cfg.profile}`,
          },
        },
      },
    },
  }),
])
