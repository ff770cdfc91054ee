import { defineModule, nixos, option, t } from 'pantheros'

export const fail2ban = defineModule('security.fail2ban', {
  description: 'Shuts out who fails to log in.',
  options: {
    maxRetry: option(t.ints.positive, { default: 3, description: 'Failures before a ban.' }),
    banTime: option(t.str, { default: '1h', description: 'How long a ban lasts.' }),
  },
}).config(({ cfg }) => [
  nixos({
    services: {
      fail2ban: {
        enable: true,
        // The document has these beside `enabled`; NixOS has them under `settings`.
        jails: {
          sshd: {
            settings: { filter: 'sshd[mode=aggressive]', maxretry: cfg.maxRetry, bantime: cfg.banTime },
          },
        },
      },
    },
  }),
])
