/** How a service says where it listens. Names are options below `services.<name>`. */
export interface ServicePorts {
  readonly service: string
  readonly port: string
  /** The option with the address, or the address itself; every address where absent. */
  readonly address?: string
  readonly protocol?: 'tcp' | 'udp'
  /** Where it has an option that opens the port, and that is not called `openFirewall`. */
  readonly open?: string
  /** An option that says it listens on something else, such as a socket: then nothing is certain. */
  readonly unless?: string
}

/**
 * Well-known services that listen on a port of their own as soon as they are on. A test holds the names to the catalog.
 */
export const servicePorts: readonly ServicePorts[] = [
  { service: 'actual', port: 'settings.port' },
  { service: 'adguardhome', port: 'port', address: 'host' },
  { service: 'audiobookshelf', port: 'port', address: 'host' },
  { service: 'bazarr', port: 'listenPort' },
  { service: 'changedetection-io', port: 'port', address: 'listenAddress' },
  { service: 'cockpit', port: 'port' },
  { service: 'code-server', port: 'port', address: 'host' },
  { service: 'collabora-online', port: 'port' },
  { service: 'couchdb', port: 'port', address: 'bindAddress' },
  { service: 'esphome', port: 'port', address: 'address', unless: 'enableUnixSocket' },
  { service: 'factorio', port: 'port', protocol: 'udp' },
  {
    service: 'forgejo',
    port: 'settings.server.HTTP_PORT',
    address: 'settings.server.HTTP_ADDR',
    unless: 'settings.server.PROTOCOL',
  },
  {
    service: 'gitea',
    port: 'settings.server.HTTP_PORT',
    address: 'settings.server.HTTP_ADDR',
    unless: 'settings.server.PROTOCOL',
  },
  { service: 'glance', port: 'settings.server.port', address: 'settings.server.host' },
  {
    service: 'grafana',
    port: 'settings.server.http_port',
    address: 'settings.server.http_addr',
    unless: 'settings.server.protocol',
  },
  { service: 'headscale', port: 'port', address: 'address' },
  { service: 'homepage-dashboard', port: 'listenPort' },
  { service: 'immich', port: 'port', address: 'host' },
  { service: 'invidious', port: 'port' },
  { service: 'komga', port: 'settings.server.port' },
  { service: 'lidarr', port: 'settings.server.port' },
  { service: 'linkding', port: 'port', address: 'address' },
  { service: 'mealie', port: 'port', address: 'listenAddress' },
  { service: 'meilisearch', port: 'listenPort', address: 'listenAddress' },
  { service: 'memcached', port: 'port', address: 'listen', unless: 'enableUnixSocket' },
  { service: 'murmur', port: 'port' },
  { service: 'nix-serve', port: 'port', address: 'bindAddress' },
  { service: 'node-red', port: 'port' },
  { service: 'ollama', port: 'port', address: 'host' },
  { service: 'ombi', port: 'port' },
  { service: 'open-webui', port: 'port', address: 'host' },
  { service: 'openvscode-server', port: 'port', address: 'host' },
  { service: 'paperless', port: 'port', address: 'address' },
  { service: 'photoprism', port: 'port', address: 'address' },
  { service: 'prometheus', port: 'port', address: 'listenAddress' },
  { service: 'prowlarr', port: 'settings.server.port' },
  { service: 'radarr', port: 'settings.server.port' },
  { service: 'readarr', port: 'settings.server.port' },
  { service: 'shiori', port: 'port' },
  { service: 'sonarr', port: 'settings.server.port' },
  { service: 'tautulli', port: 'port' },
  { service: 'terraria', port: 'port' },
  { service: 'trilium-server', port: 'port', address: 'host' },
  { service: 'ttyd', port: 'port' },
  { service: 'vikunja', port: 'port', address: 'address' },
  { service: 'whoogle-search', port: 'port', address: 'listenAddress' },
]
