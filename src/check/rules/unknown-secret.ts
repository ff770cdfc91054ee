import type { PlaceSource } from '../../fleet/place.ts'
import { nearest } from '../../modules/index.ts'
import type { Reading } from './reading.ts'
import { type FleetRule, fleetRule } from './rule.ts'

interface Facts {
  /** By the option that declares them; nothing where more may be declared than is known. */
  readonly declared: ReadonlyMap<string, readonly string[] | undefined>
  readonly used: readonly Used[]
}

interface Used {
  readonly host: string
  readonly kind: string
  readonly name: string
  readonly path: readonly string[]
  readonly user: string | undefined
  readonly place: PlaceSource
}

/** Where secrets are declared, and where their files are read. */
const kinds = [
  { declared: ['sops', 'secrets'], read: ['sops', 'secrets'] },
  { declared: ['sops', 'templates'], read: ['sops', 'templates'] },
  { declared: ['age', 'secrets'], read: ['age', 'secrets'] },
  {
    declared: ['services', 'onepassword-secrets', 'secrets'],
    read: ['services', 'onepassword-secrets', 'secretPaths'],
  },
]

export const unknownSecret: FleetRule = fleetRule<Facts>({
  code: 'unknown-secret',
  severity: 'error',
  about: 'the file of a secret that the host does not have',
  facts(host) {
    const used = [...usedBy(host)]
    const declared = new Map(
      kinds.map(({ declared }) => {
        const unsure = !host.closed || (host.mentions(declared) && host.isUnsure(declared))
        return [declared.join('.'), unsure ? undefined : host.names(declared)]
      }),
    )
    return { declared, used }
  },
  *compare(hosts) {
    const byName = new Map(hosts.map((each) => [each.host.name, each.facts]))
    const told = new Set<string>()
    for (const { host, facts } of hosts) {
      for (const { host: target, kind, name, path, user, place } of facts.used) {
        const names = byName.get(target)?.declared.get(kind)
        const key = `${host.name} ${target} ${kind} ${name}`
        if (names === undefined || names.includes(name) || told.has(key)) continue
        told.add(key)
        const [meant] = nearest(name, names)
        const at = place()
        yield {
          host: host.name,
          message: `${target} has no secret ${name}: ${kind}.${name} is not said there.`,
          hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}Declare it: nixos({ … ${kind.split('.').at(-2)}: { secrets: { ${JSON.stringify(name)}: { … } } } }).`,
          path,
          at: at === undefined ? [] : [{ ...at, valuePath: path }],
          ...(user === undefined ? {} : { user }),
        }
      }
    }
  },
})

function* usedBy(host: Reading): Iterable<Used> {
  for (const { data, path, user, place } of host.expressions()) {
    if (data.kind !== 'config' || data.user !== undefined) continue
    const kind = kinds.find(({ read }) => read.every((part, index) => data.path[index] === part))
    const name = kind && data.path[kind.read.length]
    if (kind === undefined || name === undefined) continue
    yield { host: data.host, kind: kind.declared.join('.'), name, path, user, place }
  }
}
