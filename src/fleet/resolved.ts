import type { HostCatalog } from '../catalog/host-catalog.ts'
import type { Deferred } from '../modules/deferred.ts'
import type { Option } from '../modules/option.ts'
import type { Definition, Path, Place } from '../modules/option-type.ts'
import type { ExpressionData } from './expression.ts'
import type { Fleet } from './fleet.ts'
import type { Host } from './host.ts'
import type { AnyModule } from './module.ts'
import type { PlaceSource } from './place.ts'
import type { Diagnostic } from './problem.ts'

/** A fleet whose functions have all run: what every host says, in order, and what went wrong on the way. */
export interface ResolvedFleet {
  readonly fleet: Fleet
  /** In the order of the fleet. */
  readonly hosts: readonly ResolvedHost[]
  readonly diagnostics: readonly Diagnostic[]
  /** Runs every function once more and tells which ones say something else then. */
  impurities(): readonly Diagnostic[]
}

export interface ResolvedHost {
  readonly host: Host
  /** What its options and packages are judged by. */
  readonly catalog: HostCatalog
  /**
   * Everything that is said on this host, in order of use: profiles and modules depth first and once, then the
   * host's layers, its own definitions last.
   */
  readonly sources: readonly Source[]
  /** Users with Home Manager, in order of first use. */
  readonly users: readonly string[]
  /** Modules that are used or defined here, by name. */
  readonly modules: readonly ModuleInstance[]
}

/** One place of the source that becomes a file of the flake. */
export interface Source {
  /** The same for the same profile, module or layer on every host. */
  readonly id: string
  readonly kind: 'profile' | 'module' | 'host'
  /** Of the profile, the module (`services.tailscale`) or the host. */
  readonly name: string
  /** Where it belongs among the host's files; `default` for profiles and modules. */
  readonly layer: 'default' | 'hardware' | 'disko' | 'home'
  /** The user it runs for; nothing where it runs for the host. */
  readonly user: string | undefined
  /** In the order they were said. */
  readonly statements: readonly Statement[]
}

interface Stated {
  readonly place: PlaceSource
}

export type Statement =
  /** Options of NixOS (or nix-darwin), or of a user's Home Manager. `value` is a tree that may carry properties. */
  | (Stated & { readonly kind: 'options'; readonly user: string | undefined; readonly value: object })
  /** A module of Nix in the imports of the host, or of a user's Home Manager. */
  | (Stated & { readonly kind: 'import'; readonly user: string | undefined; readonly source: ImportSource })
  | (Stated & {
      readonly kind: 'disable'
      readonly user: string | undefined
      readonly modules: readonly unknown[]
    })
  /** A condition that only NixOS knows. Those panther knows are diagnostics and never come here. */
  | (Stated & {
      readonly kind: 'assertion' | 'warning'
      readonly user: string | undefined
      readonly condition: Deferred<boolean> | boolean
      readonly message: string | Deferred<string>
    })

export type ImportSource =
  | { readonly kind: 'expression'; readonly expression: ExpressionData }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'text'; readonly text: string; readonly name: string }

export interface ModuleInstance {
  readonly module: AnyModule
  readonly user: string | undefined
  readonly enabled: boolean
  readonly options: readonly OptionInstance[]
}

/** One option of a module, as it came out. */
export interface OptionInstance {
  readonly path: Path
  readonly option: Option
  readonly definitions: readonly Definition[]
  readonly value: { readonly value: unknown } | { readonly missing: true } | { readonly error: Diagnostic }
}

export type { Place }
