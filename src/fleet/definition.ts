import { fileURLToPath } from 'node:url'
import type { DiskoDevices, HomeOptions, NixosOptions } from '../catalog/index.ts'
import type { AnyValue, Path } from '../catalog/values.ts'
import type { Deferred } from '../modules/deferred.ts'
import type { Property } from '../modules/properties.ts'
import { clean } from './clean.ts'
import type { Context } from './context.ts'
import { type Expression, isExpression, markAllUsed } from './expression.ts'
import { definitionPlace } from './made-definitions.ts'
import type { Module } from './module.ts'
import type { WithModuleArguments } from './module-arguments.ts'
import type { PlaceSource } from './place.ts'
import { problem } from './problem.ts'
import type { Profile } from './profile.ts'

/** One thing that is said: aimed at a module, at NixOS, at a user's Home Manager, or at the flake's imports. */
export type Definition =
  | ModuleDefinition
  | NixosDefinition
  | HomeDefinition
  | DisksDefinition
  | DarwinDefinition
  | UserDefinitions
  | ImportDefinition
  | DisableDefinition
  | AssertionDefinition
  | WarningDefinition

interface Said {
  readonly place: PlaceSource
}

/** What a definition of NixOS says. */
export interface NixosModule extends NixosOptions, WithModuleArguments {}

/** What a definition of a user's Home Manager says. */
export interface HomeModule extends HomeOptions, WithModuleArguments {}

/** Defines options of a module; `uses` where it also switches the module on. */
export interface ModuleDefinition extends Said {
  readonly kind: 'module'
  readonly module: Module<never, unknown>
  readonly uses: boolean
  readonly value: object
}

export interface NixosDefinition extends Said {
  readonly kind: 'nixos'
  readonly value: NixosModule
}

export interface HomeDefinition extends Said {
  readonly kind: 'home'
  readonly value: HomeModule
}

export interface DisksDefinition extends Said {
  readonly kind: 'disks'
  readonly value: DiskoDevices
}

export interface DarwinDefinition extends Said {
  readonly kind: 'darwin'
  readonly value: { readonly [name: string]: AnyValue }
}

/** Definitions for one user of the host. */
export interface UserDefinitions extends Said {
  readonly kind: 'user'
  readonly user: string
  readonly use: Use
}

/** A module of Nix in the imports: one of an input, a file, or text. */
export interface ImportDefinition extends Said {
  readonly kind: 'import'
  readonly source:
    | { readonly kind: 'expression'; readonly expression: Expression }
    | { readonly kind: 'file'; readonly file: string }
    | { readonly kind: 'text'; readonly text: string; readonly name: string }
}

export interface DisableDefinition extends Said {
  readonly kind: 'disable'
  readonly modules: readonly (string | Expression)[]
}

export interface AssertionDefinition extends Said {
  readonly kind: 'assertion'
  readonly condition: boolean | Deferred<boolean>
  readonly message: string | Deferred<string>
}

export interface WarningDefinition extends Said {
  readonly kind: 'warning'
  readonly condition: boolean | Deferred<boolean>
  readonly message: string | Deferred<string>
}

/**
 * What hosts, profiles and bodies are made of: definitions, profiles, functions of the context, and lists of
 * them. What is false or missing says nothing, so that `condition && nixos({ … })` can stand in a list.
 */
export type Use =
  | Definition
  | Property<Definition>
  | Profile
  | ((context: Context) => Use)
  | readonly Use[]
  | false
  | null
  | undefined

/**
 * Defines options of NixOS.
 *
 * ```ts
 * nixos({ services: { openssh: { enable: true, settings: { PermitRootLogin: mkDefault('no') } } } })
 * // services.openssh = { enable = true; settings.PermitRootLogin = lib.mkDefault "no"; };
 * ```
 */
export function nixos(value: NixosModule): NixosDefinition {
  return Object.freeze({ kind: 'nixos', value, place: definitionPlace() })
}

/**
 * Defines options of a user's Home Manager: with the user's name anywhere, without it where a user is meant
 * already, in `home(user, [ … ])` and in the bodies of modules that are used there.
 *
 * ```ts
 * home('alice', { programs: { git: { enable: true } } })
 * home('alice', [shell({ prompt: 'short' }), home({ programs: { git: { enable: true } } })])
 * // home-manager.users.alice.programs.git.enable = true;
 * ```
 */
export function home(value: HomeModule): HomeDefinition
export function home(user: string, use: HomeModule | readonly Use[]): UserDefinitions
export function home(
  first: HomeModule | string,
  second?: HomeModule | readonly Use[],
): HomeDefinition | UserDefinitions {
  const place = definitionPlace()
  if (typeof first !== 'string') return Object.freeze({ kind: 'home', value: first, place })
  const use = Array.isArray(second)
    ? (second as readonly Use[])
    : Object.freeze({ kind: 'home', value: second as HomeModule, place } as const)
  return Object.freeze({ kind: 'user', user: first, use, place })
}

/**
 * Describes disks for disko.
 *
 * ```ts
 * disks({ disk: { main: { type: 'disk', device: '/dev/nvme0n1', content: { type: 'gpt', partitions: {} } } } })
 * // disko.devices.disk.main = { … };
 * ```
 */
export function disks(value: DiskoDevices): DisksDefinition {
  return Object.freeze({ kind: 'disks', value, place: definitionPlace() })
}

/**
 * Defines options of nix-darwin, on a host whose system is Darwin. They are not typed: no catalog knows them.
 *
 * ```ts
 * darwin({ system: { defaults: { dock: { autohide: true } } } })
 * // system.defaults.dock.autohide = true;
 * ```
 */
export function darwin(value: { readonly [name: string]: AnyValue }): DarwinDefinition {
  return Object.freeze({ kind: 'darwin', value, place: definitionPlace() })
}

/**
 * Imports a module that Nix has: one of a flake input, or a file of the fleet, which is copied as it is.
 *
 * ```ts
 * importModule(inputs['nixos-hardware'].nixosModules.common-cpu-amd)
 * importModule(new URL('./hardware-configuration.nix', import.meta.url))
 * importModule(nix`${modulesPath}/profiles/qemu-guest.nix`)
 * ```
 */
export function importModule(module: Deferred<Path | string> | URL): ImportDefinition {
  const place = definitionPlace()
  if (module instanceof URL) {
    return Object.freeze({
      kind: 'import',
      source: { kind: 'file', file: fileURLToPath(module) },
      place,
    } as const)
  }
  if (!isExpression(module)) {
    throw problem({
      code: 'bad-value',
      message: `importModule takes a URL or an expression of Nix, not ${typeof module === 'string' ? JSON.stringify(module) : typeof module}.`,
      hint: "Write: importModule(new URL('./hardware-configuration.nix', import.meta.url))",
    })
  }
  markAllUsed(module)
  return Object.freeze({
    kind: 'import',
    source: { kind: 'expression', expression: module as Expression },
    place,
  } as const)
}

/**
 * A module written in Nix, kept as it is in a file of its own that bears the given name.
 *
 * ```ts
 * nixModule('legacy-printing', `{ pkgs, ... }: { services.printing.drivers = [ pkgs.gutenprint ]; }`)
 * ```
 */
export function nixModule(name: string, text: string): ImportDefinition {
  return Object.freeze({
    kind: 'import',
    source: { kind: 'text', name, text },
    place: definitionPlace(),
  } as const)
}

/**
 * Takes modules of NixOS out: paths relative to `nixos/modules`, or modules of inputs.
 *
 * ```ts
 * disableModules('services/misc/ollama.nix')
 * // disabledModules = [ "services/misc/ollama.nix" ];
 * ```
 */
export function disableModules(
  ...modules: readonly (string | Expression | Deferred<never>)[]
): DisableDefinition {
  markAllUsed(modules)
  return Object.freeze({
    kind: 'disable',
    modules: modules as readonly (string | Expression)[],
    place: definitionPlace(),
  })
}

/**
 * What must hold on this host. panther checks a condition that it knows; one that only NixOS knows is printed
 * as an assertion of NixOS.
 *
 * ```ts
 * assertion(cfg.paths.length > 0, 'There is nothing to keep.')
 * assertion(host.config.services.openssh.enable, 'Copies are fetched by SSH.')
 * // assertions = [ { assertion = config.services.openssh.enable; message = "Copies are fetched by SSH."; } ];
 * ```
 */
export function assertion(
  condition: boolean | Deferred<boolean>,
  message: string | Deferred<string>,
): AssertionDefinition {
  const said = {
    condition: clean(condition, 'The condition of an assertion') as boolean,
    message: clean(message, 'The message of an assertion') as string,
  }
  markAllUsed(said)
  return Object.freeze({ kind: 'assertion', ...said, place: definitionPlace() })
}

/**
 * Something that works and should not stay so. Shown by panther where the condition is known, by NixOS elsewhere.
 *
 * ```ts
 * warning('Copies of / take long.', cfg.paths.includes('/'))
 * ```
 */
export function warning(
  message: string | Deferred<string>,
  condition: boolean | Deferred<boolean> = true,
): WarningDefinition {
  const said = {
    condition: clean(condition, 'The condition of a warning') as boolean,
    message: clean(message, 'The message of a warning') as string,
  }
  markAllUsed(said)
  return Object.freeze({ kind: 'warning', ...said, place: definitionPlace() })
}
