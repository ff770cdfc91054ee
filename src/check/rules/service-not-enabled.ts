import type { HostRule } from './rule.ts'

/** Services that no module of NixOS switches on besides their own `enable`. */
const services = [
  'adguardhome',
  'audiobookshelf',
  'blocky',
  'caddy',
  'fail2ban',
  'forgejo',
  'gitea',
  'grafana',
  'home-assistant',
  'immich',
  'jellyfin',
  'k3s',
  'loki',
  'mosquitto',
  'navidrome',
  'nextcloud',
  'paperless',
  'prometheus',
  'samba',
  'syncthing',
  'traefik',
  'vaultwarden',
]

/** What a service holds for others, who use it without the service. */
const independent: Readonly<Record<string, readonly string[]>> = {
  prometheus: [
    'exporters',
    'pushgateway',
    'alertmanager',
    'alertmanagerIrcRelay',
    'xmpp-alerts',
    'alertmanagerGotify',
    'alertmanagerNtfy',
    'sachet',
  ],
  samba: ['nsswins'],
}

export const serviceNotEnabled: HostRule = {
  code: 'service-not-enabled',
  severity: 'warning',
  about: 'settings of a service that nobody switches on',
  *check(host) {
    if (!host.closed) return
    for (const service of services) {
      if (!host.mentions(['services', service])) continue
      const group = `services.${service}`
      const enable = `${group}.enable`
      // Whoever says that it is off means it.
      if (host.mentions(enable) || host.value(enable) !== false) continue
      const own = ownSettings(host, service)
      if (own === undefined) continue
      yield {
        message: `${own.join('.')} is set, and ${group} is not switched on: it does nothing.`,
        hint: `Say ${enable}: true, or remove it.`,
        path: own,
      }
    }
  },
}

/** The first setting on this host's own account: a profile may set up what only some hosts switch on. */
function ownSettings(host: Parameters<HostRule['check']>[0], service: string): readonly string[] | undefined {
  const ignored = independent[service] ?? []
  return host
    .defined()
    .map(({ path }) => path)
    .find(
      (path) =>
        path[0] === 'services' &&
        path[1] === service &&
        path[2] !== undefined &&
        !ignored.includes(path[2]) &&
        host.definitions(path).some(({ file, priority }) => file.startsWith('host ') && priority <= 100),
    )
}
