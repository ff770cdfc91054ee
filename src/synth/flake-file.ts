import type { Input } from '../fleet/fleet.ts'
import { saysOption } from '../fleet/frameworks.ts'
import type { System } from '../fleet/host.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import {
  assign,
  attrs,
  call,
  file,
  formals,
  ident,
  inherit,
  lambda,
  letIn,
  select,
  str,
} from '../nix/build.ts'
import { print } from '../nix/print.ts'
import type { Binding, Expression, Lambda } from '../nix/syntax.ts'
import { visitChildrenFirst } from '../nix/traverse.ts'
import { assignSet, withBlankLines } from './bindings.ts'
import { groupShapes, type HostShape, hostOutputs } from './flake-hosts.ts'
import { inputBindings, usedInputs } from './flake-inputs.ts'
import { forAllSystemsBinding, perSystemOutputs } from './flake-outputs.ts'
import { type LazyText, lazyText } from './lazy-text.ts'
import { type InputOf, makeScope, type Scope, type Surroundings } from './scope.ts'
import { bindingsOf } from './value.ts'

export interface FlakeWork {
  readonly surroundings: Surroundings
  readonly inputOf: InputOf
  /** Arguments that hold packages, and their inputs. */
  readonly packageSets: ReadonlyMap<string, string>
  /** Arguments that the files of each host take, and inputs that they name. */
  readonly asked: () => {
    readonly needs: ReadonlyMap<string, ReadonlySet<string>>
    readonly inputs: ReadonlySet<string>
  }
}

/** The text of `flake.nix`. */
export function flakeText(resolved: ResolvedFleet, work: FlakeWork): LazyText {
  return lazyText(() => printFlake(resolved, work))
}

/** What cannot be said in `flake.nix`. Asked when all else was looked at, it knows which packages are used. */
export function complainOfFlake(
  { fleet, hosts }: ResolvedFleet,
  { surroundings, packageSets: used }: FlakeWork,
  complain: Scope['complain'],
): void {
  const { spec } = fleet
  const here = makeScope({ kind: 'flake', pkgs: false }, 'flake.nix', surroundings, complain)
  const perSystem: Scope = { ...here, target: { kind: 'flake', pkgs: true } }
  if (spec.nixpkgsConfig !== undefined && used.size > 0)
    bindingsOf({ config: spec.nixpkgsConfig }, undefined, here)
  if (spec.outputs !== undefined) perSystemOutputs(spec.outputs, systemsOf(hosts), perSystem)
  argumentBindings(spec.specialArgs, here)
  for (const { host } of hosts) argumentBindings(host.spec.specialArgs, here)
}

function systemsOf(hosts: ResolvedFleet['hosts']): readonly System[] {
  return [...new Set(hosts.map(({ host }) => host.system))].sort()
}

function printFlake({ fleet, hosts }: ResolvedFleet, given: FlakeWork): string {
  // What the files ask for is known first: to make them notes the packages that are used.
  const { needs, inputs } = given.asked()
  const work = {
    ...given,
    needs,
    packageSets: new Map([...given.packageSets].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  const { spec } = fleet
  const here = makeScope({ kind: 'flake', pkgs: false }, 'flake.nix', work.surroundings, () => {})
  const perSystem: Scope = { ...here, target: { kind: 'flake', pkgs: true } }
  const systems = systemsOf(hosts)
  const sets = packageSets(spec.nixpkgsConfig, work.packageSets, here)
  const outputs = spec.outputs === undefined ? [] : perSystemOutputs(spec.outputs, systems, perSystem)
  const shapes = hosts.map((host) => shapeOf(host, work, here))
  const common = argumentBindings(spec.specialArgs, here)
  const groups = groupShapes(shapes)
  const named = new Set(
    [...work.packageSets.keys()].filter((name) => {
      const uses = [...groups.values()].filter(([shape]) => shape!.sets.includes(name)).length
      return here.needs.has(`${name}For`) || uses > 1
    }),
  )
  const built = hostOutputs(groups, common, (name, system) =>
    named.has(name) ? call(`${name}For`, system) : sets.make(name, system),
  )
  const all = hosts.map(({ host }) => host)
  const nixos = built.pick(all.filter(({ isDarwin }) => !isDarwin))
  const darwin = built.pick(all.filter(({ isDarwin }) => isDarwin))
  const bindings = [
    ...(outputs.length > 0 ? [forAllSystemsBinding(spec, systems, here)] : []),
    ...[...named].map((name) => assign(`${name}For`, lambda('system', sets.make(name, ident('system'))))),
    ...built.functions,
  ]
  const results = attrs(
    withBlankLines([
      ...(nixos.length > 0 ? [assignSet('nixosConfigurations', nixos)] : []),
      ...(darwin.length > 0 ? [assignSet('darwinConfigurations', darwin)] : []),
      ...outputs,
    ]),
  )
  const body = bindings.length === 0 ? results : letIn(withBlankLines(bindings), results)
  const names = new Set([
    ...here.inputs,
    ...inputs,
    ...hosts.map((host) => builderInput(host, work.inputOf)),
    ...setInputs(shapes, named, work),
  ])
  for (const { host } of hosts) if (host.isDarwin) names.add(host.nixpkgs)
  if (mentions(body, 'nixpkgs')) names.add('nixpkgs')
  return print(file(flake(spec.description, usedInputs(new Map(Object.entries(spec.inputs)), names), body)))
}

function flake(
  description: string | undefined,
  inputs: ReadonlyMap<string, Input>,
  body: Expression,
): Expression {
  const args = ['self', ...(mentions(body, 'nixpkgs') ? ['nixpkgs'] : [])]
  const parameter = { ...formals(args, { ellipsis: true }), as: { name: 'inputs', side: 'before' } } as const
  const outputs: Lambda = { ...lambda(parameter, body), bodyBelow: true }
  return attrs(
    withBlankLines([
      ...(description === undefined ? [] : [assign('description', str(description))]),
      assignSet('inputs', inputBindings(inputs)),
      assign('outputs', outputs),
    ]),
  )
}

function mentions(root: Expression, name: string): boolean {
  let found = false
  visitChildrenFirst(root, (node) => {
    found ||= node.kind === 'identifier' && node.name === name
  })
  return found
}

function builderInput(resolved: ResolvedHost, inputOf: InputOf): string {
  return resolved.host.isDarwin ? inputOf('nix-darwin', resolved) : resolved.host.nixpkgs
}

interface ShapeWork extends FlakeWork {
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>
}

function shapeOf(resolved: ResolvedHost, work: ShapeWork, scope: Scope): HostShape {
  const { host } = resolved
  const needs = work.needs.get(host.name) ?? new Set()
  return {
    host,
    builder: builderInput(resolved, work.inputOf),
    sets: [...work.packageSets.keys()].filter((name) => needs.has(name)),
    ownArguments: argumentBindings(host.spec.specialArgs, scope),
    knowsPlatform: ['hostPlatform', 'system', 'localSystem', 'pkgs'].some((name) =>
      saysOption(resolved, ['nixpkgs', name]),
    ),
  }
}

function argumentBindings(
  given: { readonly [name: string]: unknown } | undefined,
  scope: Scope,
): readonly Binding[] {
  return given === undefined ? [] : bindingsOf(given, undefined, scope)
}

function setInputs(
  shapes: readonly HostShape[],
  named: ReadonlySet<string>,
  { packageSets }: Pick<FlakeWork, 'packageSets'>,
): readonly string[] {
  return [...new Set([...shapes.flatMap(({ sets }) => sets), ...named])].map((name) => packageSets.get(name)!)
}

/** `import inputs.unstable { inherit system; config.allowUnfree = true; }` */
function packageSets(config: object | undefined, inputs: ReadonlyMap<string, string>, scope: Scope) {
  const make = (name: string, system: Expression): Expression =>
    call(
      'import',
      select('inputs', inputs.get(name)!),
      attrs([
        system.kind === 'identifier' ? inherit('system') : assign('system', system),
        ...(config === undefined ? [] : bindingsOf({ config }, undefined, scope)),
      ]),
    )
  return { make }
}
