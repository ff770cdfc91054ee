import type { AnyValue, Package } from '../catalog/values.ts'
import type { Deferred } from '../modules/deferred.ts'
import { isAttrs } from '../modules/plain.ts'
import type { Use } from './definition.ts'
import { markAllUsed } from './expression.ts'
import type { Host, System } from './host.ts'
import { checkIgnore, type Ignore } from './ignore.ts'
import { callPlace, type PlaceSource } from './place.ts'
import { checkField, checkFields, checkSpec } from './spec.ts'

/** Where an input comes from: a flake reference, or one with inputs that follow ours. */
export type Input =
  | string
  | {
      readonly url: string
      /** `{ nixpkgs: 'nixpkgs' }`: its input, and ours that it shall follow. */
      readonly follows?: { readonly [input: string]: string }
      /** `false` where it is no flake. */
      readonly flake?: boolean
    }

type PackageValue = Package | Deferred<Package>

type PerSystem<T> = T | ((context: { readonly system: System }) => T)

/** What the flake offers besides hosts, for each system of the fleet. */
export interface Outputs {
  /** `nix fmt`. */
  readonly formatter?: PackageValue
  readonly packages?: PerSystem<{ readonly [name: string]: PackageValue }>
  readonly devShells?: PerSystem<{ readonly [name: string]: PackageValue }>
  readonly checks?: PerSystem<{ readonly [name: string]: PackageValue }>
  readonly apps?: PerSystem<{
    readonly [name: string]: {
      readonly program: string | Deferred<string | Package>
      readonly description?: string
    }
  }>
}

/** What a fleet says of itself. */
export interface FleetSpec {
  /** `description` of the flake. */
  readonly description?: string
  /** Where nixpkgs and other flakes come from, by name. */
  readonly inputs: { readonly nixpkgs: Input; readonly [name: string]: Input }
  readonly hosts: readonly Host[]
  /** What every host has: before its own. */
  readonly use?: Use
  /** `nixpkgs.overlays` of every host: functions made by `nix.lambda`, or an input's. */
  readonly overlays?: readonly Deferred<unknown>[]
  /** `nixpkgs.config` of every host and of further package sets. */
  readonly nixpkgsConfig?: { readonly [name: string]: AnyValue }
  /** Arguments for modules written in Nix, on every host. */
  readonly specialArgs?: { readonly [name: string]: unknown }
  readonly outputs?: Outputs
  /** Warnings, and what rules find, that are meant in the whole fleet: by their code, each with the reason. */
  readonly ignore?: Ignore
}

const fields: Readonly<Record<keyof FleetSpec, true>> = {
  description: true,
  inputs: true,
  hosts: true,
  use: true,
  overlays: true,
  nixpkgsConfig: true,
  specialArgs: true,
  outputs: true,
  ignore: true,
}

/** What `defineFleet` gives. */
export interface Fleet {
  readonly kind: 'fleet'
  readonly spec: FleetSpec
  readonly place: PlaceSource
}

/**
 * All machines together: what `fleet.ts` exports as its default.
 *
 * ```ts
 * export default defineFleet({
 *   inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },
 *   hosts: [yoga, zephyrus],
 * })
 * ```
 */
export function defineFleet(spec: FleetSpec): Fleet {
  checkSpec('The fleet', spec, 'defineFleet({ inputs: { … }, hosts: [ … ] })')
  checkFields('The fleet', spec, fields)
  checkField('The fleet', 'inputs', isAttrs(spec.inputs), "inputs: { nixpkgs: 'github:…' }")
  const hosts: unknown = spec.hosts
  const areHosts =
    Array.isArray(hosts) && hosts.every((host: Partial<Host> | undefined) => host?.kind === 'host')
  checkField('The fleet', 'hosts', areHosts, 'hosts: a list of what defineHost gives')
  checkIgnore(spec.ignore)
  // They go to flake.nix and stand in no definition.
  markAllUsed([spec.specialArgs, spec.outputs])
  return Object.freeze({ kind: 'fleet', spec, place: callPlace() })
}
