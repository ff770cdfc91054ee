import type { Live } from './certain.ts'
import type { ModuleErrorData } from './errors.ts'
import type { Module } from './module.ts'
import type { Inside } from './result.ts'
import type { Structure } from './structure.ts'
import type { Functor } from './type-merge.ts'

/** Where an option or a part of its value is: attribute names, outermost first. */
export type Path = readonly string[]

/** A place in a source file. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One value that somebody gave to an option. */
export interface Definition<T = unknown> {
  /** Says who defines, as Nix's file name does. */
  readonly file: string
  /** Where in the source; a function where finding it costs time. */
  readonly at?: Place | (() => Place | undefined) | undefined
  /** May carry properties. */
  readonly value: T
}

/** What an evaluation allows. */
export interface Env {
  /**
   * What becomes of a deferred value. `refused`: only `t.nix`, packages and the like take it, as in
   * options of panther's modules. `allowed`: every type takes it, as in options of NixOS.
   */
  readonly deferred: 'allowed' | 'refused'
  /** Told of what is accepted but should be changed. */
  readonly warn?: ((message: string, path: Path) => void) | undefined
  /** Collects the assertions of submodules, to be asked when the values are there. */
  readonly assertions?: (() => readonly ModuleErrorData[])[] | undefined
}

/** Where a merge happens. */
export interface At {
  readonly path: Path
  readonly env: Env
}

/** What definitions come to. */
export interface Merged {
  /** May be computed when it is read, and may then throw `ModuleError`. */
  readonly value: unknown
  /** The options or elements inside the value. */
  readonly inside?: Inside | undefined
}

/** Why definitions are refused. */
export interface Refusal {
  /** Made when it is read: many a refusal only leads to the next alternative. */
  readonly message: string
  readonly definitions: readonly Definition[]
}

/** How a description reads inside another: decides about parentheses. */
export type Phrase = 'noun' | 'conjunction' | 'composite' | 'nonRestrictiveClause'

export function isOptionType(value: unknown): value is OptionType {
  return typeof value === 'object' && value !== null && 'mergeType' in value && 'functor' in value
}

/**
 * The type of an option: what `lib.types` gives in nixpkgs.
 * `In` is what a definition may say, `Out` what the option's value is after merging; both exist for the
 * compiler alone.
 */
export interface OptionType<out In = unknown, out Out = unknown> {
  readonly name: string
  /** In plain words, as in NixOS's manual: `list of string`. */
  readonly description: string
  readonly phrase?: Phrase | undefined
  readonly $in?: In
  readonly $out?: Out
  /** Whether a value may be of this type, judged by its head alone: elements are checked when they merge. */
  readonly check: (value: unknown, env: Env) => boolean
  /** Why these definitions together are refused; where absent, each is checked alone. */
  readonly refuse?: ((definitions: readonly Definition[], at: At) => Refusal | undefined) | undefined
  /** Whether messages about refused definitions begin with `TypeError`, as those of newer types in nixpkgs do. */
  readonly typeError?: boolean | undefined
  /** Merges one or more definitions that were checked and carry no properties. Throws `ModuleError`. */
  readonly merge: (definitions: readonly Definition[], at: At) => Merged
  /**
   * Whether `merge` of accepted values is certain to go well, and nothing inside them is wrong; told without merging.
   * Where absent, `merge` is asked.
   */
  readonly mergesWell?: ((live: Live) => boolean) | undefined
  /** The value without definitions and default, for types that have one: `[]` of a list. */
  readonly empty?: ((at: At) => unknown) | undefined
  /** Takes deferred values to `merge` as they are. */
  readonly opaque?: boolean | undefined
  /** What tools can see of it. */
  readonly structure: Structure
  /** Modules of a submodule, for types that contain one. */
  readonly modules?: (() => readonly Module[] | undefined) | undefined
  /** The same type with other modules. */
  readonly withModules?: ((modules: readonly Module[]) => OptionType) | undefined
  /** How it merges with another declaration's type. */
  readonly functor: Functor
  /** The type of an option declared with this type and that; nothing where they do not go together. */
  readonly mergeType: (other: OptionType) => OptionType | undefined
}
