import { saysExpression } from '../check/expressions.ts'
import type { Host } from '../fleet/host.ts'
import type { Statement } from '../fleet/resolved.ts'
import { addDefinitions, type Definitions, eachDefinition, modelDefinitions } from './definitions.ts'
import type { HostFiles } from './host-files.ts'
import type { HostPlan } from './host-plan.ts'
import type { ModelDefinitions, ModelHost, PantherModel } from './model.ts'
import type { Part } from './parts.ts'
import type { Printed } from './print-parts.ts'
import type { Reports } from './reports.ts'
import { makeScope, type Surroundings, type Target } from './scope.ts'

interface HostAndFiles {
  readonly plan: HostPlan
  readonly made: HostFiles
}

/** The model of the flake. */
export function modelOf(
  hosts: readonly HostAndFiles[],
  printed: ReadonlyMap<Part, Printed>,
  surroundings: Surroundings,
  root: string,
): PantherModel {
  const byFile = new Map<string, Definitions>()
  eachStatement(hosts, printed, ({ file, target, statement, prefix }) => {
    const definitions: Definitions = byFile.get(file) ?? new Map()
    byFile.set(file, definitions)
    addDefinitions(
      definitions,
      statement,
      prefix,
      root,
      makeScope(target, file, surroundings, () => {}),
    )
  })
  return {
    version: 1,
    hosts: Object.fromEntries(
      hosts.map(({ plan, made }) => [plan.resolved.host.name, modelHost(plan.resolved.host, made)]),
    ),
    definitions: sortedDefinitions(byFile),
  }
}

/** What cannot be said in Nix. Every statement is looked at for itself, so that it is known whose mistake it is. */
export function complainOf(
  hosts: readonly HostAndFiles[],
  printed: ReadonlyMap<Part, Printed>,
  surroundings: Surroundings,
  complain: Reports['complain'],
): void {
  eachStatement(hosts, printed, ({ file, target, statement, prefix }) => {
    // What is plain data can be said everywhere, or nowhere.
    const plain =
      statement.kind === 'options' && !saysExpression(statement.value) ? statement.value : undefined
    if (plain !== undefined && sayable.has(plain)) return
    let complains = false
    const user = target.kind === 'home' ? target.user : undefined
    const scope = makeScope(target, file, surroundings, (complaint) => {
      complains = true
      complain(complaint, statement.place, target.host, user)
    })
    eachDefinition(statement, prefix, scope, () => {})
    if (plain !== undefined && !complains) sayable.add(plain)
  })
}

const sayable = new WeakSet<object>()

interface Standing {
  readonly file: string
  readonly target: Exclude<Target, { kind: 'flake' }>
  readonly statement: Statement
  /** Before the options that the statement names. */
  readonly prefix: readonly string[]
}

/** Every statement and the file that it stands in; those of a file that is shared, once. */
function eachStatement(
  hosts: readonly HostAndFiles[],
  printed: ReadonlyMap<Part, Printed>,
  give: (standing: Standing) => void,
): void {
  const add = (
    file: string,
    target: Standing['target'],
    statements: readonly Statement[],
    prefix: readonly string[],
  ): void => {
    for (const statement of statements) give({ file, target, statement, prefix })
  }
  const done = new Set<string>()
  for (const [part, { file }] of printed) {
    if (done.has(file)) continue
    done.add(file)
    add(file, part.target, part.statements, [])
  }
  for (const { plan } of hosts) {
    const { host } = plan.resolved
    const target: Standing['target'] = { kind: host.isDarwin ? 'darwin' : 'nixos', host: host.name }
    const file = (layer: string) => `hosts/${host.name}/${layer}.nix`
    for (const layer of ['hardware', 'disko', 'home', 'default'] as const)
      add(file(layer), target, plan.layers[layer], [])
    for (const [user, { own }] of plan.users)
      add(file('home'), { kind: 'home', host: host.name, user }, own, ['home-manager', 'users', user])
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
