import type { HomeOptions, NixosConfig } from '../catalog/index.ts'
import { activeRun, isOn } from './active.ts'
import type { Use } from './definition.ts'
import { makeExpression, markAllUsed, markUsed } from './expression.ts'
import { checkIgnore, type Ignore } from './ignore.ts'
import type { AnyModule, Module } from './module.ts'
import { checkName } from './names.ts'
import type { AnyExpression } from './nix.ts'
import { callPlace, type PlaceSource } from './place.ts'
import { checkField, checkFields, checkSpec } from './spec.ts'

/** What a host's programs are built for. */
export type System =
  | 'x86_64-linux'
  | 'aarch64-linux'
  | 'armv7l-linux'
  | 'i686-linux'
  | 'riscv64-linux'
  | 'aarch64-darwin'
  | 'x86_64-darwin'

/** A release of NixOS and of Home Manager: `26.05`. */
export type StateVersion = Extract<NonNullable<NonNullable<HomeOptions['home']>['stateVersion']>, string>

/** How panther and other tools reach a host to bring it a new configuration. */
export interface Deployment {
  /** Where to connect to; the host's address where it is not said. */
  readonly host?: string
  /** Default: `root`. */
  readonly user?: string
  /** Default: 22. */
  readonly port?: number
  /** Who builds: the machine that rolls out, or the host itself. Default: `here`. */
  readonly buildOn?: 'here' | 'target'
}

/** What a host says of itself. */
export interface HostSpec {
  readonly system: System
  /** What kind of machine it is, for modules and selections. */
  readonly class?: 'workstation' | 'server'
  /** What it is for, in a few words. */
  readonly purpose?: string
  readonly tags?: readonly string[]
  /** Where other hosts reach it. */
  readonly address?: string
  /** `networking.domain`. */
  readonly domain?: string
  /** `time.timeZone`. */
  readonly timeZone?: string
  /** `system.stateVersion`: the release the host was installed with. */
  readonly stateVersion?: StateVersion
  /** The input whose nixpkgs the host is built from. Default: `nixpkgs`. */
  readonly nixpkgs?: string
  readonly deployment?: Deployment
  /** What the machine is: goes to `hosts/<name>/hardware.nix`. */
  readonly hardware?: Use
  /** How its disks are laid out: goes to `hosts/<name>/disko.nix`. */
  readonly disks?: Use
  /** What it does: profiles, modules and its own definitions. */
  readonly use?: Use
  /** Its users' Home Manager: go to `hosts/<name>/home.nix`. */
  readonly home?: { readonly [user: string]: Use }
  /** Warnings, and what rules find, that are meant on this host: by their code, each with the reason. */
  readonly ignore?: Ignore
  /** Arguments for modules written in Nix. */
  readonly specialArgs?: { readonly [name: string]: unknown }
}

const fields: Readonly<Record<keyof HostSpec, true>> = {
  system: true,
  class: true,
  purpose: true,
  tags: true,
  address: true,
  domain: true,
  timeZone: true,
  stateVersion: true,
  nixpkgs: true,
  deployment: true,
  hardware: true,
  disks: true,
  use: true,
  home: true,
  ignore: true,
  specialArgs: true,
}

const inUse = 'It stands in the list of `use`.'
const hints: Readonly<Record<string, string>> = {
  imports: inUse,
  modules: inUse,
  profiles: inUse,
  config: inUse,
}

/** A machine. What its definition says is real here; what only NixOS knows is under `config`. */
export interface Host {
  readonly kind: 'host'
  readonly name: string
  readonly system: System
  readonly class: 'workstation' | 'server' | undefined
  readonly purpose: string | undefined
  readonly tags: readonly string[]
  readonly address: string | undefined
  readonly domain: string | undefined
  /** The name with the domain, or the name alone. */
  readonly fqdn: string
  readonly timeZone: string | undefined
  readonly stateVersion: StateVersion | undefined
  readonly nixpkgs: string
  readonly deployment: Deployment | undefined
  readonly isDarwin: boolean
  /** What NixOS computes on this host: `host.config.services.prometheus.port` is a Ref. */
  readonly config: NixosConfig
  /** `self.nixosConfigurations.<name>`, for what is beside its `config`. */
  readonly nixosSystem: AnyExpression
  /** The module's options on this host, also where it is off. */
  get<Out>(module: Module<never, Out>): Out
  /** Whether the module is on. */
  uses(module: AnyModule): boolean
  readonly spec: HostSpec
  readonly place: PlaceSource
}

/**
 * Describes a machine. Where two hosts refer to each other, `use` is a function in at least one of them.
 *
 * ```ts
 * export default defineHost('yoga', {
 *   system: 'x86_64-linux',
 *   class: 'workstation',
 *   use: [workstation, nixos({ services: { thermald: { enable: true } } })],
 * })
 * ```
 */
export function defineHost(name: string, spec: HostSpec): Host {
  checkName('host', name, /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/)
  const what = `The host ${name}`
  checkSpec(what, spec, `defineHost('${name}', { system: 'x86_64-linux', use: [ … ] })`)
  checkFields(what, spec, fields, hints)
  checkField(what, 'tags', spec.tags === undefined || Array.isArray(spec.tags), "tags: ['edge', …]")
  checkField(
    what,
    'system',
    /^\w+-(linux|darwin)$/.test(String(spec.system)),
    "system: 'x86_64-linux' or another one of Nix",
  )
  checkIgnore(spec.ignore)
  // They go to flake.nix and stand in no definition.
  markAllUsed(spec.specialArgs)
  const host: Host = Object.freeze({
    kind: 'host',
    name,
    system: spec.system,
    class: spec.class,
    purpose: spec.purpose,
    tags: Object.freeze([...(spec.tags ?? [])]),
    address: spec.address,
    domain: spec.domain,
    fqdn: spec.domain === undefined ? name : `${name}.${spec.domain}`,
    timeZone: spec.timeZone,
    stateVersion: spec.stateVersion,
    nixpkgs: spec.nixpkgs ?? 'nixpkgs',
    deployment: spec.deployment,
    isDarwin: spec.system.endsWith('-darwin'),
    get config(): NixosConfig {
      return configOf(name)
    },
    get nixosSystem(): AnyExpression {
      return makeExpression({ kind: 'system', host: name }) as never
    },
    get: <Out>(module: Module<never, Out>) =>
      activeRun('host.get').instances.get(host.name, undefined, module as unknown as AnyModule).cfg as Out,
    uses: (module: AnyModule) => isOn(host.name, undefined, module, 'host.uses'),
    spec,
    place: callPlace(),
  } satisfies Host)
  return host
}

/** The root of a host's Refs, or of one user's there. It is no Ref itself: only what is selected from it counts. */
export function configOf<T>(host: string, user?: string): T {
  const root = makeExpression(
    { kind: 'config', host, ...(user === undefined ? {} : { user }), path: [] },
    false,
  )
  markUsed(root)
  return root as unknown as T
}
