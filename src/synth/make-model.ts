import type { Host } from '../fleet/host.ts'
import type { Statement } from '../fleet/resolved.ts'
import { addDefinitions, type Definitions, modelDefinitions } from './definitions.ts'
import type { HostFiles } from './host-files.ts'
import type { HostPlan } from './host-plan.ts'
import type { ModelDefinitions, ModelHost, PantherModel } from './model.ts'
import type { Part } from './parts.ts'
import type { Printed } from './print-parts.ts'
import type { Reports } from './reports.ts'
import { makeScope, type Surroundings, type Target } from './scope.ts'

interface ModelWork {
  readonly root: string
  readonly surroundings: Surroundings
  readonly complain: Reports['complain']
}

interface HostAndFiles {
  readonly plan: HostPlan
  readonly made: HostFiles
}

/**
 * The model of the flake. Every statement is printed for itself here, so what is wrong with one is said with its
 * place.
 */
export function modelOf(
  hosts: readonly HostAndFiles[],
  printed: ReadonlyMap<Part, Printed>,
  work: ModelWork,
): PantherModel {
  const byFile = new Map<string, Definitions>()
  const add = (
    file: string,
    target: Exclude<Target, { kind: 'flake' }>,
    statements: readonly Statement[],
    prefix: readonly string[],
  ): void => {
    const definitions: Definitions = byFile.get(file) ?? new Map()
    byFile.set(file, definitions)
    const user = target.kind === 'home' ? target.user : undefined
    addDefinitions(definitions, statements, prefix, work.root, ({ place }) =>
      makeScope(target, file, work.surroundings, (complaint) =>
        work.complain(complaint, place, target.host, user),
      ),
    )
  }
  const done = new Set<string>()
  for (const [part, { file }] of printed) {
    if (done.has(file)) continue
    done.add(file)
    add(file, part.target, part.statements, [])
  }
  for (const { plan } of hosts) {
    const { host } = plan.resolved
    const target: Target = { kind: host.isDarwin ? 'darwin' : 'nixos', host: host.name }
    const file = (layer: string) => `hosts/${host.name}/${layer}.nix`
    for (const layer of ['hardware', 'disko', 'home', 'default'] as const) {
      if (plan.layers[layer].length > 0) add(file(layer), target, plan.layers[layer], [])
    }
    for (const [user, { own }] of plan.users) {
      if (own.length > 0)
        add(file('home'), { kind: 'home', host: host.name, user }, own, ['home-manager', 'users', user])
    }
  }
  return {
    version: 1,
    hosts: Object.fromEntries(
      hosts.map(({ plan, made }) => [plan.resolved.host.name, modelHost(plan.resolved.host, made)]),
    ),
    definitions: sortedDefinitions(byFile),
  }
}

function sortedDefinitions(
  byFile: ReadonlyMap<string, Definitions>,
): Readonly<Record<string, ModelDefinitions>> {
  const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(files.map(([file, definitions]) => [file, modelDefinitions(definitions)]))
}

function modelHost(host: Host, made: HostFiles): ModelHost {
  return {
    system: host.system,
    ...(host.class !== undefined && { class: host.class }),
    ...(host.purpose !== undefined && { purpose: host.purpose }),
    ...(host.tags.length > 0 && { tags: host.tags }),
    ...(host.address !== undefined && { address: host.address }),
    ...(host.domain !== undefined && { domain: host.domain }),
    ...(host.deployment !== undefined && { deployment: host.deployment }),
    nixpkgs: host.nixpkgs,
    files: made.modules,
    users: Object.fromEntries(made.users),
  }
}
