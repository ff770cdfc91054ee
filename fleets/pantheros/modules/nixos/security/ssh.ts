import { defineModule, mkDefault, nixos, option, t } from 'pantheros'

export const sshHardening = defineModule('security.ssh', {
  description: 'What the SSH server refuses.',
  options: {
    tcpForwarding: option(t.bool, {
      default: false,
      description: 'Whether sessions may forward ports: editors that work on the host from afar need it.',
    }),
    maxSessions: option(t.ints.positive, { default: 3, description: 'Sessions in one connection.' }),
  },
}).config(({ cfg }) => [
  nixos({
    services: {
      openssh: {
        settings: {
          PasswordAuthentication: false,
          // Without this PAM asks for the password all the same.
          KbdInteractiveAuthentication: false,
          PermitRootLogin: mkDefault('prohibit-password'),
          X11Forwarding: false,
          AllowTcpForwarding: cfg.tcpForwarding,
          GatewayPorts: 'no',
          ClientAliveInterval: 300,
          ClientAliveCountMax: 2,
          MaxAuthTries: 3,
          MaxSessions: cfg.maxSessions,
        },
      },
    },
  }),
])
