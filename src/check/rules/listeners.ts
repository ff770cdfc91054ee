import { isAttrs } from '../../modules/plain.ts'
import type { OptionName, Reading } from './reading.ts'
import { servicePorts } from './service-ports.ts'
import { sshPorts } from './ssh-ports.ts'

/** Something that certainly listens on a host. */
export interface Listener {
  /** `services.prometheus`. */
  readonly service: string
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  /** The address; nothing where it is every one. */
  readonly address: string | undefined
  /** Whether an option of the service opens the port; nothing where it has none. */
  readonly open: boolean | undefined
  /** The option that says the port, or that switches the service on. */
  readonly path: OptionName
  /** The option that has the port, whether it is said or not. */
  readonly portOption?: string
}

const known = new WeakMap<Reading, readonly Listener[]>()

/** Everything on a host that is known to listen. Looked for once: several rules ask. */
export function listenersOf(host: Reading): readonly Listener[] {
  const listeners = known.get(host) ?? findListeners(host)
  known.set(host, listeners)
  return listeners
}

function findListeners(host: Reading): readonly Listener[] {
  return [
    ...servicesOf(host),
    ...exportersOf(host),
    ...containersOf(host),
    ...proxiesOf(host),
    ...sshPorts(host).map(
      (port): Listener => ({
        service: 'services.openssh',
        protocol: 'tcp',
        port,
        address: undefined,
        open: host.isOn('services.openssh.openFirewall'),
        path: host.mentions('services.openssh.ports') ? 'services.openssh.ports' : 'services.openssh.enable',
      }),
    ),
  ]
}

/** Most hosts have few of them: the names that are asked for every time are made once. */
const services = servicePorts.map((each) => ({ ...each, enable: ['services', each.service, 'enable'] }))

function* servicesOf(host: Reading): Iterable<Listener> {
  for (const { enable, service, port: portName, address, protocol, open, unless } of services) {
    if (host.said(enable) !== true) continue
    const group = `services.${service}`
    if (unless !== undefined && host.mentions(`${group}.${unless}`)) continue
    const at = addressIn(host, address === undefined ? undefined : `${group}.${address}`)
    const port = host.value(`${group}.${portName}`)
    if (typeof port !== 'number' || at === 'unsure' || host.isUnsure(`${group}.${portName}`)) continue
    const opener = host.find(`${group}.${open ?? 'openFirewall'}`)?.option
    yield {
      service: group,
      protocol: protocol ?? 'tcp',
      port,
      address: at,
      open: opener === undefined ? undefined : host.value(`${group}.${open ?? 'openFirewall'}`) === true,
      path: host.mentions(`${group}.${portName}`) ? `${group}.${portName}` : `${group}.enable`,
      portOption: `${group}.${portName}`,
    }
  }
}

function* exportersOf(host: Reading): Iterable<Listener> {
  const exporters = 'services.prometheus.exporters'
  const names = new Set(
    host.definitions(exporters).flatMap(({ value }) => (isAttrs(value) ? Object.keys(value) : [])),
  )
  for (const name of names) {
    const group = `${exporters}.${name}`
    if (host.said(`${group}.enable`) !== true) continue
    const port = host.value(`${group}.port`)
    const address = addressIn(host, `${group}.listenAddress`)
    if (typeof port !== 'number' || address === 'unsure') continue
    yield {
      service: group,
      protocol: 'tcp',
      port,
      address,
      open: host.value(`${group}.openFirewall`) === true,
      path: host.mentions(`${group}.port`) ? `${group}.port` : `${group}.enable`,
      portOption: `${group}.port`,
    }
  }
}

/** Ports that containers publish: `[[address:]host port:]container port[/protocol]`. */
function* containersOf(host: Reading): Iterable<Listener> {
  const containers = 'virtualisation.oci-containers.containers'
  for (const name of host.names(containers)) {
    const path = [...containers.split('.'), name, 'ports']
    for (const said of host.list(path)) {
      const [, address, port, protocol] =
        (typeof said === 'string' && /^(?:([\d.]+):)?(\d+):\d+(?:\/(tcp|udp))?$/.exec(said)) || []
      if (port === undefined) continue
      yield {
        service: `the container ${name}`,
        protocol: protocol === 'udp' ? 'udp' : 'tcp',
        port: Number(port),
        address: normal(address),
        // Docker and Podman forward past the firewall.
        open: true,
        path,
      }
    }
  }
}

/** Web servers that take the usual ports, where nothing is said about ports. */
function* proxiesOf(host: Reading): Iterable<Listener> {
  const at = (service: string, port: number, path: OptionName): Listener => ({
    service,
    protocol: 'tcp',
    port,
    address: undefined,
    open: undefined,
    path,
  })
  if (host.said('services.nginx.enable') === true && nginxIsPlain(host)) {
    yield at('services.nginx', 80, 'services.nginx.enable')
    const hosts = ['services', 'nginx', 'virtualHosts']
    const secure = host
      .names(hosts)
      .some((name) =>
        ['forceSSL', 'addSSL', 'onlySSL'].some((key) => host.said([...hosts, name, key]) === true),
      )
    if (secure) yield at('services.nginx', 443, 'services.nginx.enable')
  }
  const caddy = 'services.caddy'
  const other = ['globalConfig', 'settings', 'configFile', 'httpPort', 'httpsPort', 'extraConfig']
  const sites = host.names(`${caddy}.virtualHosts`)
  if (
    host.said(`${caddy}.enable`) === true &&
    !other.some((name) => host.mentions(`${caddy}.${name}`)) &&
    sites.some((name) => /^[\w-]+(\.[\w-]+)+$/.test(name)) &&
    sites.every((name) => !host.mentions(['services', 'caddy', 'virtualHosts', name, 'listenAddresses']))
  ) {
    yield at(caddy, 80, `${caddy}.enable`)
    yield at(caddy, 443, `${caddy}.enable`)
  }
  if (host.said('services.traefik.enable') === true) {
    const name = 'services.traefik.staticConfigOptions'
    const options = host.value(name)
    const points = isAttrs(options) && isAttrs(options.entryPoints) ? Object.values(options.entryPoints) : []
    for (const point of points) {
      const [, port, protocol] =
        (isAttrs(point) && typeof point.address === 'string' && /^:(\d+)(\/udp)?$/.exec(point.address)) || []
      if (port !== undefined && protocol === undefined) yield at('services.traefik', Number(port), name)
    }
  }
}

function nginxIsPlain(host: Reading): boolean {
  const nginx = ['services', 'nginx']
  const all = [
    'defaultListen',
    'defaultListenAddresses',
    'defaultHTTPListenPort',
    'config',
    'httpConfig',
    'appendHttpConfig',
  ]
  if (all.some((name) => host.mentions([...nginx, name]))) return false
  const names = host.names([...nginx, 'virtualHosts'])
  return (
    names.length > 0 &&
    names.every((name) =>
      ['listen', 'listenAddresses', 'onlySSL', 'rejectSSL'].every(
        (key) => !host.mentions([...nginx, 'virtualHosts', name, key]),
      ),
    )
  )
}

function addressIn(host: Reading, name: string | undefined): string | undefined | 'unsure' {
  if (name === undefined || host.find(name) === undefined) return undefined
  if (!host.mentions(name)) return normal(host.text(name))
  const address = host.text(name)
  // A folder or a scheme is a socket; a Ref may be anything.
  return address === undefined || host.isUnsure(name) || address.includes('/') ? 'unsure' : normal(address)
}

/** Every address, in its spellings, is none. */
export function normal(address: string | undefined): string | undefined {
  if (address === undefined || ['', '*', '0.0.0.0', '::', '[::]'].includes(address)) return undefined
  return address === 'localhost' || address === '::1' || address === '[::1]' ? '127.0.0.1' : address
}
