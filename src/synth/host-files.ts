import { needsFramework } from '../fleet/frameworks.ts'
import type { Statement } from '../fleet/resolved.ts'
import { attrs, inherit } from '../nix/build.ts'
import { Built } from './built.ts'
import type { HostPlan } from './host-plan.ts'
import { type Imports, type ImportWork, importsOf, type ModuleOfInput } from './imports.ts'
import type { LazyText } from './lazy-text.ts'
import { moduleSyntax, moduleText } from './module-file.ts'
import { type InputOf, makeScope, need, type Scope, type Surroundings, type Target } from './scope.ts'

/** The files of one host, and what they ask of the flake. */
export interface HostFiles {
  readonly files: ReadonlyMap<string, LazyText>
  /** Files with its definitions, in the order in which NixOS takes them. */
  readonly modules: readonly string[]
  readonly users: ReadonlyMap<string, readonly string[]>
  readonly needs: ReadonlySet<string>
  readonly inputs: ReadonlySet<string>
}

export interface HostWork extends ImportWork {
  readonly surroundings: Surroundings
  readonly inputOf: InputOf
}

/** `hosts/<name>/*.nix` */
export function hostFiles(plan: HostPlan, work: HostWork): HostFiles {
  const { host } = plan.resolved
  const target: HostTarget = { kind: host.isDarwin ? 'darwin' : 'nixos', host: host.name }
  const files = new Map<string, LazyText>()
  const needs = new Set<string>()
  const inputs = new Set<string>()
  const note = (from: {
    readonly needs: ReadonlySet<string>
    readonly inputs: ReadonlySet<string>
  }): void => {
    for (const name of from.needs) needs.add(name)
    for (const input of from.inputs) inputs.add(input)
  }
  const open = (layer: string): Scope =>
    makeScope(target, `hosts/${host.name}/${layer}.nix`, work.surroundings, () => {})

  for (const layer of ['hardware', 'disko'] as const) {
    if (plan.layers[layer].length === 0) continue
    const scope = open(layer)
    files.set(scope.file, moduleText({ statements: plan.layers[layer] }, scope))
    note(scope)
  }
  const users = new Map<string, readonly string[]>()
  if (plan.items.some((item) => item.kind === 'layer' && item.layer === 'home')) {
    const scope = open('home')
    const home = homeSet(plan, scope, work)
    files.set(scope.file, moduleText({ statements: plan.layers.home, more: [home.set] }, scope))
    for (const [user, imports] of home.imports) users.set(user, imports.files)
    note(scope)
  }
  const scope = open('default')
  const imports = importsOf(plan.items, modulesOfInputs(plan, work.inputOf), scope, work)
  files.set(
    scope.file,
    moduleText({ about: host.purpose, imports: imports.expressions, statements: plan.layers.default }, scope),
  )
  note(scope)
  note(imports)
  return { files, modules: [...imports.files, scope.file], users, needs, inputs }
}

type HostTarget = Extract<Target, { kind: 'nixos' | 'darwin' }>

function modulesOfInputs({ resolved }: HostPlan, inputOf: InputOf): readonly ModuleOfInput[] {
  const set = resolved.host.isDarwin ? 'darwinModules' : 'nixosModules'
  return (['disko', 'home-manager'] as const)
    .filter((name) => needsFramework(name, resolved))
    .map((name) => ({ input: inputOf(name, resolved), set, name }))
}

/** `{ home-manager = { extraSpecialArgs = …; users.alice = …; }; }` */
function homeSet(
  plan: HostPlan,
  scope: Scope,
  work: HostWork,
): { readonly set: object; readonly imports: ReadonlyMap<string, Imports> } {
  const users: Record<string, Built> = {}
  const imports = new Map<string, Imports>()
  const needs = new Set<string>()
  for (const [user, { items, own }] of plan.users) {
    const target: Target = { kind: 'home', host: plan.resolved.host.name, user }
    const inside = makeScope(target, scope.file, work.surroundings, () => {})
    const imported = importsOf(items, [], inside, work)
    imports.set(user, imported)
    users[user] = new Built(userModule(own, imported, inside))
    for (const name of [...inside.needs, ...imported.needs]) needs.add(name)
    for (const input of [...inside.inputs, ...imported.inputs]) scope.inputs.add(input)
  }
  const given = ['inputs', 'self', ...work.surroundings.ownArguments()]
    .filter((name) => needs.has(name))
    .sort()
  for (const name of given) need(scope, name)
  const passed = given.length === 0 ? {} : { extraSpecialArgs: new Built(attrs([inherit(...given)])) }
  const home = { ...passed, ...(plan.users.size > 0 && { users }) }
  return { set: Object.keys(home).length > 0 ? { 'home-manager': home } : {}, imports }
}

function userModule(statements: readonly Statement[], imports: Imports, scope: Scope) {
  const module = moduleSyntax({ imports: imports.expressions, statements }, scope)
  if (module.kind !== 'lambda') return module
  const { bodyBelow: _, ...lambda } = module
  return lambda
}
