import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { OptionName, Reading } from './reading.ts'
import { type FleetRule, fleetRule } from './rule.ts'

interface Own {
  readonly value: string
  readonly at: () => readonly DiagnosticPlace[]
}

/** A rule for a value that each host has for itself. */
function unique(
  rule: Pick<FleetRule, 'code' | 'about'>,
  what: string,
  hint: string,
  read: (host: Reading) => Own | undefined,
  path?: OptionName,
): FleetRule {
  return fleetRule<Own>({
    severity: 'warning',
    ...rule,
    facts: read,
    *compare(hosts) {
      for (const [value, same] of Map.groupBy(hosts, ({ facts }) => facts.value)) {
        const [first, ...others] = same
        for (const other of others) {
          yield {
            host: other.host.name,
            message: `${first!.host.name} and ${other.host.name} have the same ${what}: ${value}.`,
            hint,
            ...(path === undefined ? {} : { path }),
            at: [
              ...other.facts.at(),
              ...first!.facts.at().map((place) => ({ ...place, label: first!.host.name })),
            ],
          }
        }
      }
    },
  })
}

function ofOption(host: Reading, name: OptionName): Own | undefined {
  const value = host.said(name)
  return typeof value === 'string' && value !== '' ? { value, at: () => host.at(name) } : undefined
}

function ofHost(host: Reading, field: 'address'): Own | undefined {
  const value = host.host[field]
  if (value === undefined) return undefined
  // Behind one address there may be many, told apart by their ports.
  const port = host.host.deployment?.port
  return {
    value: port === undefined ? value : `${value}, port ${port}`,
    at: () => {
      const place = host.host.place()
      return place === undefined ? [] : [{ ...place, valuePath: [field] }]
    },
  }
}

export const addressTwice: FleetRule = unique(
  { code: 'address-twice', about: 'two hosts with one address' },
  'address',
  'Give each its own: others reach only one of them.',
  (host) => ofHost(host, 'address'),
)

export const hostNameTwice: FleetRule = unique(
  { code: 'host-name-twice', about: 'two hosts with one name on the network' },
  'name on the network',
  'Give each its own networking.hostName, or a domain of its own.',
  (host) => {
    const name = host.text('networking.hostName')
    if (!name || host.isUnsure('networking.hostName')) return undefined
    const domain = host.text('networking.domain')
    return { value: domain ? `${name}.${domain}` : name, at: () => host.at('networking.hostName') }
  },
  'networking.hostName',
)

export const hostIdTwice: FleetRule = unique(
  { code: 'host-id-twice', about: 'two hosts with one `networking.hostId`' },
  'networking.hostId',
  'Give each its own: by it ZFS knows whose pool it is.',
  (host) => ofOption(host, 'networking.hostId'),
  'networking.hostId',
)

export const machineIdTwice: FleetRule = unique(
  { code: 'machine-id-twice', about: 'two hosts with one machine id' },
  'machine id',
  'Leave it out: each machine makes its own when it first starts.',
  (host) => ofOption(host, ['environment', 'etc', 'machine-id', 'text']),
  ['environment', 'etc', 'machine-id', 'text'],
)
