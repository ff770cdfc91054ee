import { assertion, defineModule, nixos, option, t } from 'pantheros'
import { tailscaleAuthKey } from '../../../secrets.ts'
import { opnix } from '../security/opnix.ts'

export const tailscale = defineModule('services.tailscale', {
  description: 'Joins the host to the tailnet, where the hosts know each other by name.',
  options: {
    hostType: option(t.enum('workstation', 'server'), {
      default: 'workstation',
      description: "Decides whether others may route through the host, and its tag in the tailnet's policy.",
    }),
    advertiseRoutes: option(t.listOf(t.cidr), {
      default: [],
      description: 'Subnets that the host offers to the tailnet.',
    }),
  },
}).config(({ cfg, host, hosts }) => [
  assertion(host.address !== undefined, `${host.name} is in the tailnet: say its address there.`),
  opnix({
    secrets: { tailscaleAuthKey: { item: 'Tailscale/auth-key', services: ['tailscaled-autoconnect'] } },
  }),
  nixos({
    services: {
      tailscale: {
        enable: true,
        openFirewall: true,
        useRoutingFeatures: cfg.hostType === 'server' ? 'server' : 'client',
        authKeyFile: tailscaleAuthKey.file(host),
        // Used once, when the host joins: a tag is part of the key's permission.
        extraUpFlags: [`--advertise-tags=tag:${cfg.hostType}`],
        // The document has the routes in extraUpFlags, which count only when the host joins; these follow every change.
        extraSetFlags: [`--advertise-routes=${cfg.advertiseRoutes.join(',')}`],
      },
      resolved: { enable: true },
    },
    // The tailnet's names beside the network's own, and the fleet's even before the host has joined.
    networking: {
      hosts: Object.fromEntries(
        hosts
          .using(tailscale)
          .flatMap(({ host: { address, fqdn, name } }) =>
            address === undefined ? [] : [[address, [fqdn, name]]],
          ),
      ),
    },
  }),
])
