import { defineModule, home, option, t } from 'pantheros'
import { ssh } from '../../nixos/services/ssh.ts'

export const sshClient = defineModule('home.shell.ssh', {
  description: 'A name for every host of the fleet that takes SSH.',
  options: {
    agent: option(t.nullOr(t.str), {
      default: null,
      description: 'The socket of the agent that holds the keys.',
    }),
  },
}).config(({ cfg, hosts, user }) => [
  home({
    programs: {
      ssh: {
        enable: true,
        enableDefaultConfig: false,
        settings: {
          '*': {
            IdentityAgent: cfg.agent ?? undefined,
            // The server allows few connections in a minute; these share one.
            ControlMaster: 'auto',
            ControlPath: '~/.ssh/control-%C',
            ControlPersist: '10m',
          },
          ...Object.fromEntries(
            hosts.using(ssh).map(({ host }) => [host.name, { HostName: host.fqdn, User: user.name }]),
          ),
        },
      },
    },
  }),
])
