import { defineModule, nix, nixos, option, t } from 'pantheros'

export const firewall = defineModule('security.firewall', {
  description: 'Refuses what comes in, but for the tailnet.',
  options: {
    hostType: option(t.enum('workstation', 'server'), {
      default: 'workstation',
      description: 'A workstation trusts the whole tailnet; a server lets it reach SSH and the ports below.',
    }),
    tailnetPorts: option(t.listOf(t.port), {
      default: [],
      description: 'TCP ports that a server opens to the tailnet.',
    }),
    sshPerMinute: option(t.ints.positive, {
      default: 3,
      description: 'New SSH connections that a server takes in a minute.',
    }),
    publicSsh: option(t.bool, {
      default: false,
      description: 'Opens SSH to everyone: for the first boot of a server, until it has joined the tailnet.',
    }),
  },
}).config(({ cfg, host }) => {
  const tailnet = host.config.services.tailscale.interfaceName
  const limit = `tcp dport 22 limit rate ${cfg.sshPerMinute}/minute burst ${cfg.sshPerMinute} packets accept`
  return [
    nixos({
      networking: {
        nftables: { enable: true },
        // One document opens port 22, the other wants no open ports: 22 is open on the tailnet's interface alone, and
        // UDP 41641 is opened by services.tailscale.openFirewall. NixOS trusts `lo` by itself.
        firewall: { enable: true, logRefusedConnections: true, logRefusedPackets: true },
      },
    }),
    // The document appends to INPUT by iptables. Those rules ran before NixOS's own: one dropped loopback, the other
    // slowed down established sessions, and a reload added them again. These stand in NixOS's chain for new
    // connections, where what matches none is refused.
    cfg.hostType === 'workstation'
      ? nixos({ networking: { firewall: { trustedInterfaces: [tailnet] } } })
      : nixos({
          networking: {
            firewall: {
              interfaces: { [nix.key`${tailnet}`]: { allowedTCPPorts: cfg.tailnetPorts } },
              extraInputRules: nix`iifname "${tailnet}" ${limit}\n`,
            },
          },
        }),
    cfg.publicSsh && nixos({ networking: { firewall: { extraInputRules: `${limit}\n` } } }),
  ]
})
