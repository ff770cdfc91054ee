import { defineModule, nixos, option, t } from 'pantheros'
import { site } from '../../shared/site.ts'

export const system = defineModule('core.system', {
  description: 'Nix itself, upgrades and language.',
  options: {
    // One document upgrades by itself, the other deploys by hand: servers do the one, workstations the other.
    autoUpgrade: option(t.bool, {
      default: false,
      description: 'Whether the host follows the flake by itself.',
    }),
    upgradeAt: option(t.strMatching('[0-2][0-9]:[0-5][0-9]'), {
      default: '04:40',
      description: 'When it does. Hosts that stand in for each other say different times.',
    }),
  },
}).config(({ cfg, host }) => [
  nixos({
    system: {
      autoUpgrade: {
        enable: cfg.autoUpgrade,
        flake: site.flake,
        dates: cfg.upgradeAt,
        // Without the tailnet nobody could look after a host that does not come back.
        allowReboot: host.config.services.tailscale.enable,
      },
    },
    nix: {
      settings: {
        'experimental-features': ['nix-command', 'flakes'],
        'auto-optimise-store': true,
      },
      gc: { automatic: true, dates: 'weekly', options: '--delete-older-than 30d' },
    },
    i18n: { defaultLocale: 'en_US.UTF-8', supportedLocales: ['en_US.UTF-8/UTF-8'] },
  }),
])
