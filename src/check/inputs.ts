import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { inputOf } from './foreign-modules.ts'
import { expressionsOf } from './statements.ts'

/** Inputs that something needs and the fleet does not have. */
export function checkInputs({ fleet, hosts }: ResolvedFleet): readonly Diagnostic[] {
  const has = (name: string) => name === 'self' || Object.hasOwn(fleet.spec.inputs, name)
  return hosts.flatMap((host) =>
    [...neededBy(host)]
      .filter(({ input }) => !has(input))
      .map(({ input, why, place }): Diagnostic => {
        const url = usual[input]
        const at = place()
        return {
          code: 'missing-input',
          severity: 'error',
          message: `${why} needs the input ${input}, which the fleet does not have.`,
          host: host.host.name,
          at: at === undefined ? [] : [at],
          hint:
            url === undefined
              ? `Add ${input} to the inputs of defineFleet.`
              : `Add it to defineFleet: inputs: { '${input}': { url: '${url}', follows: { nixpkgs: 'nixpkgs' } } }.`,
        }
      }),
  )
}

/** Where the inputs are that panther's own words need. */
const usual: Record<string, string> = {
  'home-manager': 'github:nix-community/home-manager',
  disko: 'github:nix-community/disko',
  'nix-darwin': 'github:nix-darwin/nix-darwin',
}

interface Need {
  readonly input: string
  readonly why: string
  readonly place: () => Diagnostic['at'][number] | undefined
}

function* neededBy(host: ResolvedHost): Iterable<Need> {
  if (host.host.isDarwin)
    yield {
      input: 'nix-darwin',
      why: `The host ${host.host.name}, whose system is Darwin,`,
      place: host.host.place,
    }
  const statements = host.sources.flatMap((source) => source.statements)
  const home = statements.find(({ user }) => user !== undefined)
  if (home !== undefined) yield { input: 'home-manager', why: 'home(…)', place: home.place }
  const disko = statements.find(
    (statement) => statement.kind === 'options' && statement.user === undefined && 'disko' in statement.value,
  )
  if (disko !== undefined) yield { input: 'disko', why: 'disks(…)', place: disko.place }
  const seen = new Set<string>()
  for (const { data, place } of expressionsOf(host)) {
    const set =
      data.kind === 'global' && data.name.startsWith('packages:')
        ? data.name.slice('packages:'.length)
        : undefined
    const input = set ?? (data.kind === 'select' ? inputOf(data) : undefined)
    if (input === undefined || seen.has(input)) continue
    seen.add(input)
    yield { input, why: set === undefined ? `inputs.${input}` : `packageSet('${set}')`, place }
  }
}
