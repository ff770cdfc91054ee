import type { Fleet } from '../fleet/fleet.ts'
import {
  type Framework,
  frameworkInput,
  frameworks,
  missingFramework,
  missingInput,
  needsFramework,
} from '../fleet/frameworks.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { inputOf } from './foreign-modules.ts'
import { expressionsOf } from './statements.ts'

/** Inputs that something needs and the fleet does not have. */
export function checkInputs({ fleet, hosts }: ResolvedFleet): readonly Diagnostic[] {
  return hosts.flatMap((host) =>
    [...missingFrameworks(host, fleet), ...missingInputs(host, fleet)].map(
      ({ place, ...said }): Diagnostic => {
        const at = place()
        return {
          code: 'missing-input',
          severity: 'error',
          ...said,
          host: host.host.name,
          at: at === undefined ? [] : [at],
        }
      },
    ),
  )
}

type Missing = Pick<Diagnostic, 'message' | 'hint'> & { readonly place: ResolvedHost['host']['place'] }

function missingFrameworks(host: ResolvedHost, fleet: Fleet): readonly Missing[] {
  return frameworks
    .filter((name) => needsFramework(name, host) && frameworkInput(name, host.host, fleet) === undefined)
    .map((name) => {
      const { who, place } = needing(name, host)
      return { ...missingFramework(name, who, host, fleet), place }
    })
}

/** What of a host needs the framework. */
function needing(framework: Framework, { host, sources }: ResolvedHost) {
  const statements = sources.flatMap((source) => source.statements)
  switch (framework) {
    case 'nix-darwin':
      return { who: `The host ${host.name}, whose system is Darwin,`, place: host.place }
    case 'home-manager':
      return { who: 'home(…)', place: statements.find(({ user }) => user !== undefined)?.place ?? host.place }
    case 'disko': {
      const said = statements.find(
        (statement) =>
          statement.kind === 'options' && statement.user === undefined && 'disko' in statement.value,
      )
      return { who: 'disks(…)', place: said?.place ?? host.place }
    }
  }
}

function* missingInputs(host: ResolvedHost, fleet: Fleet): Iterable<Missing> {
  const { inputs } = fleet.spec
  const seen = new Set(['self', ...Object.keys(inputs)])
  for (const { data, place } of expressionsOf(host)) {
    const set =
      data.kind === 'global' && data.name.startsWith('packages:')
        ? data.name.slice('packages:'.length)
        : undefined
    const input = set ?? (data.kind === 'select' ? inputOf(data) : undefined)
    if (input === undefined || seen.has(input)) continue
    seen.add(input)
    const who = set === undefined ? `inputs.${input}` : `packageSet('${set}')`
    yield { ...missingInput(input, who, Object.keys(inputs)), place }
  }
}
