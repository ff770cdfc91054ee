import { defineModule, nixos, option, t } from 'pantheros'

export const ssh = defineModule('services.ssh', {
  description: 'The SSH server, and the keys by which the hosts of the fleet recognise each other.',
  options: {
    hostKey: option(t.nullOr(t.strMatching('ssh-ed25519 .+')), {
      default: null,
      description: "The host's public key, once it has one.",
    }),
  },
}).config(({ hosts }) => [
  nixos({
    services: {
      openssh: {
        enable: true,
        // NixOS opens port 22 for an SSH server by default; here the firewall decides: security/firewall.ts.
        openFirewall: false,
        hostKeys: [{ path: '/etc/ssh/ssh_host_ed25519_key', type: 'ed25519' }],
      },
    },
    programs: {
      ssh: {
        knownHosts: Object.fromEntries(
          hosts
            .using(ssh)
            .filter(({ cfg }) => cfg.hostKey !== null)
            .map(({ host, cfg }) => [
              host.name,
              { hostNames: [host.name, host.fqdn, host.address ?? host.name], publicKey: cfg.hostKey },
            ]),
        ),
      },
    },
  }),
])
