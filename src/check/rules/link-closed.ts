import { closedPorts } from './firewall.ts'
import { type Listener, listenersOf } from './listeners.ts'
import { refOf } from './nix-values.ts'
import { type FleetRule, fleetRule } from './rule.ts'
import { gap, type SaidText } from './texts.ts'

interface Facts {
  /** Names and addresses by which the host is reached. */
  readonly names: readonly string[]
  readonly listeners: readonly Listener[]
  readonly closed: readonly Listener[]
  readonly links: readonly Link[]
}

/** An address and a port in a text. */
interface Link {
  readonly to: string
  /** A number, or the option that says it. */
  readonly port: number | { readonly host: string; readonly path: readonly string[] }
  readonly text: SaidText
}

const link = new RegExp(
  String.raw`(?:^|[^\w.-])((?:\d{1,3}\.){3}\d{1,3}|[a-zA-Z][\w-]*(?:\.[\w-]+)*):(\d{2,5}\b|${gap})`,
  'g',
)

export const linkClosed: FleetRule = fleetRule<Facts>({
  code: 'link-closed',
  severity: 'warning',
  about: "a service that another host asks for and its own host's firewall keeps closed",
  facts(host) {
    const { address, name, fqdn } = host.host
    const isClosed = closedPorts(host)
    const listeners = listenersOf(host)
    return {
      // A name without a domain may mean anything: a container, an image.
      names: [address, fqdn === name ? undefined : fqdn].filter((each) => each !== undefined),
      listeners,
      closed: listeners.filter((each) => each.open !== true && isClosed(each.protocol, each.port)),
      links: host.texts().flatMap(linksIn),
    }
  },
  *compare(hosts) {
    const byName = new Map(hosts.flatMap((each) => each.facts.names.map((name) => [name, each])))
    const told = new Set<string>()
    for (const { host, facts } of hosts) {
      for (const { to, port, text } of facts.links) {
        const target = byName.get(to)
        if (target === undefined || target.host.name === host.name) continue
        const closed = target.facts.closed.find((listener) =>
          typeof port === 'number'
            ? listener.protocol === 'tcp' && listener.port === port
            : port.host === target.host.name && port.path.join('.') === listener.portOption,
        )
        const key = `${host.name} ${target.host.name} ${closed?.port}`
        if (closed === undefined || told.has(key)) continue
        told.add(key)
        const place = text.place()
        const localhost = closed.address === '127.0.0.1'
        yield {
          host: host.name,
          message: localhost
            ? `${host.name} asks ${target.host.name} for ${closed.service}, which listens there on ${closed.address} alone.`
            : `${host.name} asks ${target.host.name} for ${closed.service}, and the firewall of ${target.host.name} keeps port ${closed.port} closed.`,
          hint: localhost
            ? `Let it listen on an address that other hosts reach, and open port ${closed.port}.`
            : `On ${target.host.name}, say ${closed.open === undefined ? `networking.firewall.allowedTCPPorts: [${closed.port}]` : `${closed.service}.openFirewall: true`}, or open it on one interface: networking.firewall.interfaces.`,
          path: text.path,
          at: place === undefined ? [] : [{ ...place, valuePath: text.path }],
        }
      }
    }
  },
})

function linksIn(text: SaidText): readonly Link[] {
  if (text.raw || !text.text.includes(':') || isProse(text)) return []
  return [...text.text.matchAll(link)].flatMap((match): Link[] => {
    const [whole, to, port] = match
    if (port !== gap) return [{ to: to!, port: Number(port), text }]
    const index = text.text.slice(0, match.index + whole.length).split(gap).length - 2
    const ref = refOf(text.values[index])
    return ref === undefined || ref.user !== undefined
      ? []
      : [{ to: to!, port: { host: ref.host, path: ref.path }, text }]
  })
}

/** What people read, and names that only look like addresses. */
function isProse({ path }: SaidText): boolean {
  return path.join('.') === 'users.motd' || path.at(-1) === 'description' || path.at(-1) === 'image'
}
