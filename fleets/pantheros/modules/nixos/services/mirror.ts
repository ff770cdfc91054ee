import { defineModule, nixos, option, t } from 'pantheros'
import { firewall } from '../security/firewall.ts'

export const mirror = defineModule('services.mirror', {
  description: 'Keeps the backups of the other hosts.',
  options: {
    port: option(t.port, { default: 8000, description: 'Where it listens, for the tailnet alone.' }),
    directory: option(t.path, { default: '/var/lib/mirror', description: 'Where the backups are.' }),
  },
}).config(({ cfg }) => [
  firewall.set({ tailnetPorts: [cfg.port] }),
  nixos({
    services: {
      restic: {
        server: {
          enable: true,
          listenAddress: `${cfg.port}`,
          dataDir: cfg.directory,
          // A host that was taken over cannot take its backups along.
          appendOnly: true,
          // The tailnet says who a peer is, and restic encrypts what it sends.
          extraFlags: ['--no-auth'],
        },
      },
    },
  }),
])
