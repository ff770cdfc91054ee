import { isAttrs } from '../../modules/plain.ts'
import type { Reading } from './reading.ts'

const firewall = 'networking.firewall'

/** What may let packets in beside the lists of ports. */
const others = ['extraCommands', 'extraInputRules', 'trustedInterfaces', 'package']

/** Whether a port is certainly closed for packets from elsewhere, as far as lists of ports say. */
export function closedPorts(host: Reading): (protocol: 'tcp' | 'udp', port: number) => boolean {
  const certain =
    host.closed &&
    !host.isUnsure(`${firewall}.enable`) &&
    host.value(`${firewall}.enable`) !== false &&
    others.every((name) => !host.mentions(`${firewall}.${name}`)) &&
    !host.mentions('networking.nftables.ruleset') &&
    !host.mentions('networking.nftables.tables') &&
    !host.mentions('networking.nftables.rulesetFile')
  if (!certain) return () => false
  const groups = [
    firewall.split('.'),
    ...host.names(`${firewall}.interfaces`).map((name) => [...firewall.split('.'), 'interfaces', name]),
  ]
  return (protocol, port) => {
    const word = protocol.toUpperCase()
    return groups.every((group) => {
      const ports = [...group, `allowed${word}Ports`]
      const ranges = [...group, `allowed${word}PortRanges`]
      if (maybe(host, ports) || maybe(host, ranges)) return false
      if (host.list(ports).some((each) => each === port || typeof each !== 'number')) return false
      return host
        .list(ranges)
        .every((range) => isAttrs(range) && (Number(range.from) > port || Number(range.to) < port))
    })
  }
}

function maybe(host: Reading, name: readonly string[]): boolean {
  return host.mentions(name) && host.isUnsure(name)
}
