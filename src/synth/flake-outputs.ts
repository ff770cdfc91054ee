import { type ExpressionData, isExpression } from '../fleet/expression.ts'
import type { FleetSpec, Outputs } from '../fleet/fleet.ts'
import type { System } from '../fleet/host.ts'
import { FleetError } from '../fleet/problem.ts'
import {
  assign,
  attrs,
  call,
  ident,
  inherit,
  interpolation,
  lambda,
  list,
  select,
  str,
} from '../nix/build.ts'
import { print } from '../nix/print.ts'
import type { AttrSet, Binding, Expression } from '../nix/syntax.ts'
import { assignSet } from './bindings.ts'
import { dataOf } from './expression.ts'
import type { Scope } from './scope.ts'
import { isPackage } from './text.ts'
import { bindingsOf, libFunction, requiredSyntax } from './value.ts'

/** `formatter`, `packages`, `devShells`, `checks` and `apps`, for every system of the fleet. */
export function perSystemOutputs(
  outputs: Outputs,
  systems: readonly System[],
  scope: Scope,
): readonly Binding[] {
  const { formatter } = outputs
  const kinds = [
    ['packages', outputs.packages, setSyntax],
    ['apps', outputs.apps, appsSyntax],
    ['checks', outputs.checks, setSyntax],
    ['devShells', outputs.devShells, setSyntax],
  ] as const
  const sets = kinds.flatMap(([name, given, syntax]): readonly Binding[] => {
    if (given === undefined) return []
    const body = bySystem(systems, (system) => syntax(valueFor(given, system, name, scope), scope))
    return [assign(name, forAllSystems(body))]
  })
  return formatter === undefined
    ? sets
    : [assign('formatter', forAllSystems(requiredSyntax(formatter, scope))), ...sets]
}

/** What stands there, or what the user's function gives. */
function valueFor(given: unknown, system: System, name: string, scope: Scope): object {
  if (typeof given !== 'function' || isExpression(given)) return given as object
  try {
    return given({ system }) as object
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    scope.complain({
      code: 'outputs-failed',
      message: `The function for outputs.${name} failed for ${system}: ${message}`,
      ...(error instanceof FleetError &&
        error.diagnostic.hint !== undefined && { hint: error.diagnostic.hint }),
    })
    return {}
  }
}

function forAllSystems(body: Expression): Expression {
  return call('forAllSystems', lambda('pkgs', body))
}

/** One expression for all systems where they agree, else a choice by the system's name. */
function bySystem(systems: readonly System[], make: (system: System) => AttrSet): Expression {
  const made = systems.map((system) => [system, make(system)] as const)
  const texts = new Set(made.map(([, expression]) => print(expression)))
  if (texts.size === 1) return made[0]![1]
  const all = attrs(made.map(([system, { bindings }]) => assignSet(system, bindings)))
  return select(all, interpolation(select('pkgs', 'stdenv', 'hostPlatform', 'system')))
}

function setSyntax(set: object, scope: Scope): AttrSet {
  return attrs(bindingsOf(set as Record<string, unknown>, undefined, scope))
}

function appsSyntax(apps: object, scope: Scope): AttrSet {
  return attrs(
    Object.entries(apps as NonNullable<Extract<Outputs['apps'], object>>).map(
      ([name, { program, description }]) =>
        assign(
          name,
          attrs([
            assign('type', str('app')),
            assign('program', programSyntax(program, scope)),
            ...(description === undefined ? [] : [assign(['meta', 'description'], str(description))]),
          ]),
        ),
    ),
  )
}

/** A package stands for its main program. */
function programSyntax(program: unknown, scope: Scope): Expression {
  const data: ExpressionData | undefined = dataOf(program)
  const syntax = requiredSyntax(program, scope)
  return data && isPackage(data) ? call(libFunction('getExe', scope), syntax) : syntax
}

/**
 * `forAllSystems = f: nixpkgs.lib.genAttrs [ … ] (system: f nixpkgs.legacyPackages.${system});`: with the fleet's
 * overlays and settings where it has some.
 */
export function forAllSystemsBinding(
  { overlays, nixpkgsConfig }: FleetSpec,
  systems: readonly System[],
  scope: Scope,
): Binding {
  const plain = overlays === undefined && nixpkgsConfig === undefined
  const packages = plain
    ? select('nixpkgs', 'legacyPackages', interpolation(ident('system')))
    : call(
        'import',
        ident('nixpkgs'),
        attrs([
          inherit('system'),
          ...(overlays === undefined ? [] : [assign('overlays', requiredSyntax(overlays, scope))]),
          ...(nixpkgsConfig === undefined ? [] : bindingsOf({ config: nixpkgsConfig }, undefined, scope)),
        ]),
      )
  const each = lambda('system', call('f', packages))
  const all = call(select('nixpkgs', 'lib', 'genAttrs'), list(systems.map((system) => str(system))), each)
  return assign('forAllSystems', lambda('f', all))
}
