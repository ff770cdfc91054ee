import { defineModule, mkMerge, nix, nixos, option, t } from 'pantheros'
import { firewall } from '../security/firewall.ts'

export const reverseProxy = defineModule('services.reverse-proxy', {
  description: 'The one door to services: HTTPS for the tailnet, with its certificates.',
  options: {
    sites: option(
      t.attrsOf(
        t.submodule({
          port: option(t.nix(t.port), { description: 'Where the service listens on this host.' }),
        }),
      ),
      { default: {}, description: 'Services by the path they appear under.' },
    ),
  },
}).config(({ cfg, host }) => [
  firewall.set({ tailnetPorts: [443] }),
  nixos({
    services: {
      caddy: {
        enable: true,
        virtualHosts: {
          [host.fqdn]: {
            extraConfig: mkMerge(
              Object.entries(cfg.sites).map(
                ([path, { port }]) => nix.lines`
                  redir /${path} /${path}/
                  reverse_proxy /${path}/* localhost:${port}
                `,
              ),
            ),
          },
        },
      },
      tailscale: { permitCertUid: host.config.services.caddy.user },
    },
  }),
])
