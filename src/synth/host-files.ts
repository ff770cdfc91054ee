import { needsFramework } from '../fleet/frameworks.ts'
import type { Statement } from '../fleet/resolved.ts'
import { attrs, inherit } from '../nix/build.ts'
import { Built } from './built.ts'
import type { HostPlan } from './host-plan.ts'
import {
  type Asked,
  type Imports,
  type ImportWork,
  importsOf,
  type ModuleOfInput,
  together,
} from './imports.ts'
import { type LazyText, once } from './lazy-text.ts'
import { type ModuleParts, type ModuleText, moduleSyntax, moduleText } from './module-file.ts'
import { type InputOf, makeScope, need, type Scope, type Surroundings, type Target } from './scope.ts'

/** The files of one host, and what they ask of the flake. */
export interface HostFiles {
  readonly files: ReadonlyMap<string, LazyText>
  /** Files with its definitions, in the order in which NixOS takes them. */
  readonly modules: readonly string[]
  readonly users: ReadonlyMap<string, readonly string[]>
  readonly asked: () => Asked
}

export interface HostWork extends ImportWork {
  readonly surroundings: Surroundings
  readonly inputOf: InputOf
}

/** `hosts/<name>/*.nix` */
export function hostFiles(plan: HostPlan, work: HostWork): HostFiles {
  const { host } = plan.resolved
  const target: HostTarget = { kind: host.isDarwin ? 'darwin' : 'nixos', host: host.name }
  const files = new Map<string, ModuleText>()
  const add = (scope: Scope, parts: () => ModuleParts): void => {
    files.set(scope.file, moduleText(parts, scope))
  }
  const open = (layer: string): Scope =>
    makeScope(target, `hosts/${host.name}/${layer}.nix`, work.surroundings, () => {})

  for (const layer of ['hardware', 'disko'] as const) {
    if (plan.layers[layer].length > 0) add(open(layer), () => ({ statements: plan.layers[layer] }))
  }
  const users = new Map<string, readonly string[]>()
  if (plan.items.some((item) => item.kind === 'layer' && item.layer === 'home')) {
    const scope = open('home')
    const homes = homesOf(plan, scope, work)
    add(scope, () => ({ statements: plan.layers.home, more: [homeSet(homes, scope, work)] }))
    for (const { user, imports } of homes) users.set(user, imports.files)
  }
  const scope = open('default')
  const imports = importsOf(plan.items, modulesOfInputs(plan, work.inputOf), scope, work)
  add(scope, () => ({
    about: host.purpose,
    imports: imports.expressions,
    statements: plan.layers.default,
  }))
  const asked = once(() => together([...files.values(), imports.asked()]))
  return { files, modules: [...imports.files, scope.file], users, asked }
}

type HostTarget = Extract<Target, { kind: 'nixos' | 'darwin' }>

function modulesOfInputs({ resolved }: HostPlan, inputOf: InputOf): readonly ModuleOfInput[] {
  const set = resolved.host.isDarwin ? 'darwinModules' : 'nixosModules'
  return (['disko', 'home-manager'] as const)
    .filter((name) => needsFramework(name, resolved))
    .map((name) => ({ input: inputOf(name, resolved), set, name }))
}

/** The Home Manager of a user of the host. */
interface Home {
  readonly user: string
  readonly own: readonly Statement[]
  readonly imports: Imports
  readonly scope: Scope
}

function homesOf(plan: HostPlan, { file }: Scope, work: HostWork): readonly Home[] {
  return [...plan.users].map(([user, { items, own }]) => {
    const target: Target = { kind: 'home', host: plan.resolved.host.name, user }
    const scope = makeScope(target, file, work.surroundings, () => {})
    return { user, own, scope, imports: importsOf(items, [], scope, work) }
  })
}

/** `{ home-manager = { extraSpecialArgs = …; users.alice = …; }; }` */
function homeSet(homes: readonly Home[], scope: Scope, work: HostWork): object {
  const users: Record<string, Built> = {}
  for (const { user, own, imports, scope: inside } of homes)
    users[user] = new Built(userModule(own, imports, inside))
  const { needs, inputs } = together(homes.flatMap(({ scope: inside, imports }) => [inside, imports.asked()]))
  for (const input of inputs) scope.inputs.add(input)
  const given = ['inputs', 'self', ...work.surroundings.ownArguments()]
    .filter((name) => needs.has(name))
    .sort()
  for (const name of given) need(scope, name)
  const passed = given.length === 0 ? {} : { extraSpecialArgs: new Built(attrs([inherit(...given)])) }
  const home = { ...passed, ...(homes.length > 0 && { users }) }
  return Object.keys(home).length > 0 ? { 'home-manager': home } : {}
}

function userModule(statements: readonly Statement[], imports: Imports, scope: Scope) {
  const module = moduleSyntax({ imports: imports.expressions, statements }, scope)
  if (module.kind !== 'lambda') return module
  const { bodyBelow: _, ...lambda } = module
  return lambda
}
