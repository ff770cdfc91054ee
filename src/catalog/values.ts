import type { Deferred } from '../modules/deferred.ts'
import type { Property, Val } from '../modules/properties.ts'

declare const packageMark: unique symbol
declare const pathMark: unique symbol
declare const readOnly: unique symbol
declare const anything: unique symbol

/**
 * A package: opaque, but its attributes can be named and it can be applied, as in Nix:
 * `pkgs.openssl.dev`, `pkgs.python3.withPackages(…)`, `pkgs.writeShellApplication({ … })`.
 */
export interface Package extends Deferred<Package> {
  readonly [packageMark]: true
  (...args: readonly unknown[]): Package
  readonly override: Package
  readonly overrideAttrs: Package
  readonly passthru: Package
  readonly withPackages: Package
  readonly out: Package
  readonly bin: Package
  readonly dev: Package
  readonly lib: Package
  readonly man: Package
  readonly doc: Package
  readonly src: Package
  readonly pname: Package
  readonly version: Package
  readonly meta: Package
  // What every function has in JavaScript is an attribute of the package here.
  readonly name: Package
  readonly length: Package
  readonly call: Package
  readonly apply: Package
  readonly bind: Package
  readonly [attribute: string]: Package
}

/** Marks sets of packages. Exists for the compiler alone. */
export declare const packageSet: unique symbol

/** A set of packages: no value by itself, but options whose type is not known take it. */
export interface PackageSet {
  readonly [packageSet]: true
}

/** A set of packages whose names the types do not know: any name is accepted. */
export interface OpenPackageSet extends PackageSet {
  readonly [name: string]: Package
}

/** A path that is no text, such as a file beside the source. */
export interface Path extends Deferred<Path> {
  readonly [pathMark]: true
}

/** What an option of type `path` takes: an absolute path as text, a Nix path, or a package. */
export type PathLike = string | Path | Package

/** What an option whose type is not known in detail takes: any data, with properties anywhere. */
export type AnyValue =
  | null
  | boolean
  | number
  | bigint
  | PathLike
  | Deferred<unknown>
  | Property<unknown>
  | PackageSet
  | readonly AnyValue[]
  | AnyAttrs
  | Anything

/** No value: marks `AnyValue` for the types of what is read. */
export interface Anything {
  readonly [anything]: never
}

export interface AnyAttrs {
  readonly [name: string]: AnyValue | undefined
}

/** A Nix function. */
export type NixFunction = Deferred<unknown> | Anything

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
