import type { Host } from '../fleet/host.ts'
import { assign, attrs, binary, call, ident, inherit, lambda, list, select, str } from '../nix/build.ts'
import type { Binding, Expression } from '../nix/syntax.ts'
import { flakePath } from './path.ts'

/** What decides how a host is built. */
export interface HostShape {
  readonly host: Host
  /** Where the function that builds it comes from: an input. */
  readonly builder: string
  /** Arguments that hold packages of inputs. */
  readonly sets: readonly string[]
  /** Arguments of its own, besides the fleet's. */
  readonly ownArguments: readonly Binding[]
  /** It says itself what platform it is. */
  readonly knowsPlatform: boolean
}

export interface HostOutputs {
  /** Functions for hosts that are built alike. */
  readonly functions: readonly Binding[]
  /** `<name> = …;` of these hosts, in their order. */
  readonly pick: (hosts: readonly Host[]) => readonly Binding[]
}

/** What a package set is made of: `import inputs.unstable { … }`. */
export type PackageSetFor = (argument: string, system: Expression) => Expression

/** Hosts that are built alike, by the name of the function that builds them. */
export function groupShapes(shapes: readonly HostShape[]): ReadonlyMap<string, readonly HostShape[]> {
  const groups = Map.groupBy(shapes, functionName)
  const shared = [...groups].filter(([, group]) => group.length > 1)
  const [only] = shared
  if (only === undefined || shared.length > 1) return groups
  return new Map([...groups].map(([name, group]) => [group === only[1] ? 'mkHost' : `${name} alone`, group]))
}

/** Hosts that are built alike share a function; one that is alone with its way is written out. */
export function hostOutputs(
  groups: ReadonlyMap<string, readonly HostShape[]>,
  common: readonly Binding[],
  packageSet: PackageSetFor,
): HostOutputs {
  const functions: Binding[] = []
  const hosts = new Map<Host, Binding>()
  for (const [name, group] of groups) {
    if (group.length > 1) functions.push(assign(name, builderFunction(group[0]!, common, packageSet)))
    for (const shape of group) {
      const value = group.length > 1 ? callBuilder(name, shape) : system(shape, common, packageSet)
      hosts.set(shape.host, assign(shape.host.name, value))
    }
  }
  const pick = (order: readonly Host[]): readonly Binding[] => order.flatMap((host) => hosts.get(host) ?? [])
  return { functions, pick }
}

/** `mkHost`, with what tells it from the others: `mkStableHost`, `mkDarwinHost`, `mkHostWithUnstable`. */
function functionName({ host, builder, sets, ownArguments, knowsPlatform }: HostShape): string {
  const nixpkgs = host.isDarwin || builder === 'nixpkgs' ? '' : pascal(builder.replace(/^nixpkgs[-_]?/, ''))
  const darwin = host.isDarwin ? (builder === 'nix-darwin' ? 'Darwin' : pascal(builder)) : ''
  const extras = [
    ...sets.map(pascal),
    ...(ownArguments.length > 0 ? ['Arguments'] : []),
    ...(knowsPlatform ? [] : ['System']),
  ]
  return `mk${nixpkgs}${darwin}Host${extras.length === 0 ? '' : `With${extras.join('And')}`}`
}

function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

function takesSystem({ sets, knowsPlatform }: HostShape): boolean {
  return sets.length > 0 || !knowsPlatform
}

function builderFunction(
  shape: HostShape,
  common: readonly Binding[],
  packageSet: PackageSetFor,
): Expression {
  const parameters = [
    'host',
    ...(shape.ownArguments.length > 0 ? ['specialArgs'] : []),
    ...(takesSystem(shape) ? ['system'] : []),
  ]
  const own = shape.ownArguments.length > 0 ? ident('specialArgs') : undefined
  const body = build(shape, common, packageSet, { host: ident('host'), own, system: ident('system') })
  return parameters.reduce<Expression>((inner, parameter) => lambda(parameter, inner), body)
}

function callBuilder(name: string, shape: HostShape): Expression {
  const system = takesSystem(shape) ? [str(shape.host.system)] : []
  const own = shape.ownArguments.length > 0 ? [attrs(shape.ownArguments)] : []
  return [...system, ...own, folder(shape)].reduce(
    (callee, argument) => call(callee, argument),
    ident(name) as Expression,
  )
}

function system(shape: HostShape, common: readonly Binding[], packageSet: PackageSetFor): Expression {
  return build({ ...shape, ownArguments: [] }, [...common, ...shape.ownArguments], packageSet, {
    host: folder(shape),
    own: undefined,
    system: str(shape.host.system),
  })
}

function folder({ host }: HostShape): Expression {
  return flakePath(`hosts/${host.name}`, 'flake.nix')
}

interface Given {
  readonly host: Expression
  readonly own: Expression | undefined
  readonly system: Expression
}

function build(
  shape: HostShape,
  common: readonly Binding[],
  packageSet: PackageSetFor,
  given: Given,
): Expression {
  const sets = shape.sets.map((argument) => assign(argument, packageSet(argument, given.system)))
  const ours = attrs([inherit('inputs', 'self'), ...common, ...sets])
  const systemBinding =
    given.system.kind === 'identifier' ? inherit('system') : assign('system', given.system)
  const library =
    shape.host.isDarwin || shape.builder !== 'nixpkgs'
      ? select('inputs', shape.builder, 'lib')
      : select('nixpkgs', 'lib')
  const builder = select(
    library.expression,
    ...library.path,
    shape.host.isDarwin ? 'darwinSystem' : 'nixosSystem',
  )
  return call(
    builder,
    attrs([
      ...(shape.knowsPlatform ? [] : [systemBinding]),
      assign('specialArgs', given.own === undefined ? ours : binary('//', ours, given.own)),
      assign('modules', list([given.host])),
    ]),
  )
}
