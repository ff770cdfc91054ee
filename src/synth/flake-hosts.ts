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

/** The name of the arguments that all hosts get. */
const argumentsName = 'commonArgs'

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
  given: readonly Binding[],
  packageSet: PackageSetFor,
): HostOutputs {
  // Where they would be said again for every kind of host, they get a name.
  const named = given.length > 0 && groups.size > 1
  const all = attrs([inherit('inputs', 'self'), ...given])
  const common = named ? ident(argumentsName) : all
  const functions: Binding[] = named ? [assign(argumentsName, all)] : []
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

function builderFunction(shape: HostShape, common: Expression, packageSet: PackageSetFor): Expression {
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

function system(shape: HostShape, common: Expression, packageSet: PackageSetFor): Expression {
  const own = shape.ownArguments.length === 0 ? undefined : attrs(shape.ownArguments)
  return build(shape, common, packageSet, { host: folder(shape), own, system: str(shape.host.system) })
}

function folder({ host }: HostShape): Expression {
  return flakePath(`hosts/${host.name}`, 'flake.nix')
}

interface Given {
  readonly host: Expression
  /** Arguments of the host's own. */
  readonly own: Expression | undefined
  readonly system: Expression
}

function build(shape: HostShape, common: Expression, packageSet: PackageSetFor, given: Given): Expression {
  const { host, builder, sets } = shape
  const platform = given.system.kind === 'identifier' ? inherit('system') : assign('system', given.system)
  const packages = attrs(sets.map((argument) => assign(argument, packageSet(argument, given.system))))
  const specialArgs = joined([common, joined([packages, ...(given.own === undefined ? [] : [given.own])])])
  const function_ = host.isDarwin ? 'darwinSystem' : 'nixosSystem'
  return call(
    builder === 'nixpkgs' && !host.isDarwin
      ? select('nixpkgs', 'lib', function_)
      : select('inputs', builder, 'lib', function_),
    attrs([
      ...(shape.knowsPlatform ? [] : [platform]),
      assign('specialArgs', specialArgs),
      assign('modules', list([given.host])),
    ]),
  )
}

/** `a // b`, or one set where both are written out. */
function joined(parts: readonly Expression[]): Expression {
  return parts.reduce((left, right) => {
    if (isEmptySet(left)) return right
    if (isEmptySet(right)) return left
    if (left.kind === 'attrSet' && right.kind === 'attrSet')
      return attrs([...left.bindings, ...right.bindings])
    return binary('//', left, right)
  })
}

function isEmptySet(node: Expression): boolean {
  return node.kind === 'attrSet' && node.bindings.length === 0
}
