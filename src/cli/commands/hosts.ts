import type { Host } from '../../fleet/host.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { SelectFlags } from '../flags.ts'
import { loadFleet } from '../load/load.ts'
import { type CommandFunction, command } from '../present.ts'
import { renderTable } from '../render/table.ts'
import { chooseHosts } from '../select/choose.ts'
import { text } from '../text/output.ts'

/** What a host's definition says of it. */
export type HostFacts = Pick<
  Host,
  | 'name'
  | 'system'
  | 'class'
  | 'purpose'
  | 'tags'
  | 'address'
  | 'domain'
  | 'fqdn'
  | 'nixpkgs'
  | 'stateVersion'
>

interface Hosts {
  readonly hosts: readonly HostFacts[]
}

async function compute(context: CliContext, flags: SelectFlags, ...names: string[]): Promise<Answer<Hosts>> {
  const { fleet } = await loadFleet(context, flags.fleet)
  return {
    data: { hosts: chooseHosts(fleet.spec.hosts, { names, on: flags.on }).map(factsOf) },
    diagnostics: [],
  }
}

/** The facts alone: a host has Refs besides, which have no text. */
export function factsOf(host: Host): HostFacts {
  const { name, system, purpose, tags, address, domain, fqdn, nixpkgs, stateVersion } = host
  return { name, system, class: host.class, purpose, tags, address, domain, fqdn, nixpkgs, stateVersion }
}

function render({ hosts }: Hosts, { style }: CliContext): string {
  if (hosts.length === 0) return `${text.noHosts}\n`
  const columns: readonly ((host: HostFacts) => string)[] = [
    (host) => host.name,
    (host) => host.system,
    (host) => host.class ?? '',
    (host) => host.tags.join(', '),
    (host) => host.address ?? '',
    (host) => host.purpose ?? '',
  ]
  // A column that says nothing of any host is left out.
  const said = [...columns.keys()].filter((index) => hosts.some((host) => columns[index]!(host) !== ''))
  const rows = hosts.map((host) => said.map((index) => columns[index]!(host)))
  return renderTable(
    said.map((index) => text.hostHeadings[index]!),
    rows,
    style.stdout.quiet,
  )
}

const hosts: CommandFunction<SelectFlags, string[]> = command({ compute, render })

export default hosts
