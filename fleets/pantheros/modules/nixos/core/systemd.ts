import { defineModule, nixos, option, t } from 'pantheros'

export const systemd = defineModule('core.systemd', {
  description: 'Limits for services and their logs.',
  options: {
    journalSize: option(t.str, { default: '1G', description: 'How much disk the journal takes.' }),
    stopTimeout: option(t.str, { default: '30s', description: 'How long a service may take to stop.' }),
  },
}).config(({ cfg }) => [
  nixos({
    systemd: {
      settings: { Manager: { DefaultTimeoutStopSec: cfg.stopTimeout } },
      oomd: { enableRootSlice: true, enableUserSlices: true },
    },
    services: { journald: { extraConfig: `SystemMaxUse=${cfg.journalSize}` } },
  }),
])
