import { defineModule, nixos, option, t } from 'pantheros'
import { codespaceToken } from '../../../secrets.ts'
import { site } from '../../shared/site.ts'
import { opnix } from '../security/opnix.ts'
import { reverseProxy } from '../services/reverse-proxy.ts'

export const codespace = defineModule('development.codespace', {
  description: "An editor in the browser, with the user's files and tools.",
  options: { port: option(t.port, { default: 3000, description: 'Where it listens, on the host itself.' }) },
}).config(({ cfg, host }) => [
  opnix({
    secrets: {
      codespaceToken: { item: 'Codespace/token', owner: site.user, services: ['openvscode-server'] },
    },
  }),
  reverseProxy({ sites: { code: { port: host.config.services['openvscode-server'].port } } }),
  nixos({
    services: {
      'openvscode-server': {
        enable: true,
        user: site.user,
        group: 'users',
        host: 'localhost',
        port: cfg.port,
        extraArguments: ['--server-base-path=/code'],
        connectionTokenFile: codespaceToken.file(host),
        telemetryLevel: 'off',
      },
    },
  }),
])
