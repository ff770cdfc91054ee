import type { Deferred } from '../modules/deferred.ts'
import type { Property, Val } from '../modules/properties.ts'

declare const derivation: unique symbol
declare const path: unique symbol
declare const readOnly: unique symbol

/** What a package is to NixOS. Never a value of its own: packages are `Deferred<Derivation>`. */
export interface Derivation {
  readonly [derivation]: true
}

/** A Nix path (not text). Never a value of its own: paths are `Deferred<NixPath>`. */
export interface NixPath {
  readonly [path]: true
}

/** A package: opaque, but its outputs and attributes can be named and it can be applied, as in Nix. */
export interface Package extends Deferred<Derivation> {
  (...args: readonly unknown[]): Package
  readonly name: Package
  readonly length: Package
  readonly call: Package
  readonly apply: Package
  readonly bind: Package
  readonly [attribute: string]: Package
}

/** A path that is no text, such as a file beside the source. */
export type Path = Deferred<NixPath>

/** What an option of type `path` takes: an absolute path as text, a Nix path, or a package. */
export type PathLike = string | NixPath | Derivation

/** What an option whose type is not known in detail takes: any data, with properties anywhere. */
export type AnyValue =
  | null
  | boolean
  | number
  | PathLike
  | Deferred<unknown>
  | Property<unknown>
  | readonly AnyValue[]
  | AnyAttrs

export interface AnyAttrs {
  readonly [name: string]: AnyValue | undefined
}

/** A Nix function. */
export type NixFunction = Deferred<unknown>

/** An attribute set whose names are free. `undefined` means: not said. */
export interface Attrs<out E> {
  readonly [name: string]: E | undefined
}

/** What a line of a systemd unit holds; a list stands for several lines. */
export type UnitValue = null | boolean | number | PathLike | readonly (boolean | number | Val<PathLike>)[]

/** An element of Home Manager's ordered attribute sets. */
export interface DagEntry<E> {
  readonly data: Val<E>
  readonly after?: Val<readonly string[]> | undefined
  readonly before?: Val<readonly string[]> | undefined
}

/** An option that NixOS computes: it can be read and never set. */
export interface ReadOnly<out T> {
  readonly [readOnly]: T
}

/**
 * What the interface of a submodule extends, as `interface X extends Node<X>`: so that `mkIf(…, x)` and
 * deferred values stand where the submodule does, without the union that would hide which key was meant.
 */
export interface Node<X> extends Partial<Property<X>>, Partial<Deferred<X | null>> {}
