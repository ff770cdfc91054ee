import type { Deferred } from '../modules/deferred.ts'
import type { Property } from '../modules/properties.ts'
import type { Anything, Package, Path, ReadOnly } from './values.ts'

declare const onlyInNix: unique symbol

/** Stands for what JavaScript has on functions and a `Ref` has not. */
interface OnlyInNix {
  readonly [onlyInNix]: never
}

/** A value that NixOS computes: the value of an option of some host. It can be placed, never looked into. */
export interface Ref<out T> extends Deferred<T> {}

/**
 * A `Ref` of a single value. It has a signature that nothing can call, because the compiler then refuses
 * `if (ref)`, `ref ? a : b` and `ref && c` (TS2774): conditions on it are for `nix.if` and `mkIf`.
 */
export interface ValueRef<out T> extends Ref<T> {
  (onlyNixKnowsThisValue: never): never
  readonly name: OnlyInNix
  readonly length: OnlyInNix
  readonly call: OnlyInNix
  readonly apply: OnlyInNix
  readonly bind: OnlyInNix
  readonly prototype: OnlyInNix
  readonly arguments: OnlyInNix
  readonly caller: OnlyInNix
}

/** A `Ref` of a value whose type is not known: it goes everywhere, and every name may be in it. */
export interface AnyRef extends Ref<never> {
  readonly [name: string]: AnyRef
}

/** What is read of a group of options: a tree of the same names with a `Ref` at every option. */
export type RefTree<X> = { readonly [K in keyof X as Exclude<K, symbol>]-?: RefTo<Exclude<X[K], undefined>> }

/** What is read where `V` may be defined. */
export type RefTo<V> = [Anything] extends [V]
  ? AnyRef
  : [V] extends [ReadOnly<infer T>]
    ? RefOfPlain<Plain<T>>
    : RefOfPlain<Plain<V>>

type RefOfPlain<P> = [P] extends [string | number | boolean | null | readonly unknown[]]
  ? ValueRef<P>
  : [P] extends [Package | null]
    ? Package
    : Ref<P> & RefTree<Extract<Exclude<P, readonly unknown[] | Package>, object>>

/** The value alone, without properties and deferred values. Paths read as text: that is what they mostly are. */
export type Plain<V> = V extends Package
  ? Package
  : V extends Path
    ? string
    : V extends Property<unknown> | Deferred<unknown> | undefined
      ? never
      : V extends readonly (infer E)[]
        ? readonly Plain<E>[]
        : V
