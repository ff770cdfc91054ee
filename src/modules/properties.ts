import type { Deferred } from './deferred.ts'
import type { Lazy } from './lazy.ts'
import type { Definition } from './option-type.ts'

/**
 * Properties of definitions: conditions, priorities and order, as in `lib/modules.nix` of nixpkgs.
 * A property is data; `merge` reads it.
 */
export const property: unique symbol = Symbol.for('pantheros.property') as never
declare const content: unique symbol

/** What `mkIf` takes: known now, when read, or only later. */
export type Condition = boolean | Lazy<boolean> | Deferred<boolean>

export type PropertyData =
  | { readonly kind: 'if'; readonly condition: Condition; readonly content: unknown }
  | { readonly kind: 'merge'; readonly contents: readonly unknown[] }
  | { readonly kind: 'override'; readonly priority: number; readonly content: unknown }
  | { readonly kind: 'order'; readonly order: number; readonly content: unknown }
  | { readonly kind: 'definition'; readonly definition: Definition }
  | {
      readonly kind: 'assert'
      readonly condition: boolean | Lazy<boolean>
      readonly message: string
      readonly content: unknown
    }

/** A value of `T` under a property. */
export interface Property<out T> {
  readonly [content]?: T | undefined
  readonly [property]: PropertyData
}

/** A value, or the value under properties. */
export type Wrapped<T> = T | Property<T>

/** What may stand where NixOS wants a `T`: the value, the value under properties, or one known later. */
export type Val<T> = Wrapped<T | Deferred<T | null>>

/**
 * `Wrapped<T>` whose `T` is taken from the place the call stands at, never from the argument. What takes properties by
 * itself stays as it is: the union would hide which key was meant.
 */
export type Given<T> = [[T] extends [Partial<Property<unknown>>] ? T : Wrapped<T>][T extends unknown
  ? 0
  : never]

export function isProperty(value: unknown): value is Property<unknown> {
  return value !== null && typeof value === 'object' && property in value
}

function make<T>(data: PropertyData): Property<T> {
  return Object.freeze({ [property]: Object.freeze(data) })
}

export const priorities = {
  optionDefault: 1500,
  default: 1000,
  plain: 100,
  imageMedia: 60,
  force: 50,
  vm: 10,
} as const

export const orders = { before: 500, plain: 1000, after: 1500 } as const

/**
 * A definition that counts only where the condition holds.
 * `mkIf(host.config.services.nginx.enable, { enable: true })`; a condition that is known is decided at once.
 */
export function mkIf<T>(condition: Condition, value: Given<T>): Property<T> {
  return make({ kind: 'if', condition, content: value })
}

/** Several definitions in the place of one: `mkMerge([[80], mkIf(tls, [443])])`. */
export function mkMerge<T>(values: readonly Given<T>[]): Property<T> {
  return make({ kind: 'merge', contents: values })
}

/** A definition of the given priority: the lowest number wins, plain definitions have 100. `mkOverride(90, 'x')` */
export function mkOverride<T>(priority: number, value: Given<T>): Property<T> {
  return make({ kind: 'override', priority, content: value })
}

/** Priority 1000: gives way to a plain definition. `mkDefault('no')` is `lib.mkDefault "no"`. */
export function mkDefault<T>(value: Given<T>): Property<T> {
  return make({ kind: 'override', priority: priorities.default, content: value })
}

/** Priority 50: wins over plain definitions. `mkForce([2222])` is `lib.mkForce [ 2222 ]`. */
export function mkForce<T>(value: Given<T>): Property<T> {
  return make({ kind: 'override', priority: priorities.force, content: value })
}

/** Priority 1500, that of an option's own default: `mkOptionDefault([22])` adds to a default that is a list. */
export function mkOptionDefault<T>(value: Given<T>): Property<T> {
  return make({ kind: 'override', priority: priorities.optionDefault, content: value })
}

/** A definition at the given place in an ordered merge: the lowest number comes first, plain is 1000. `mkOrder(400, ['x'])` */
export function mkOrder<T>(order: number, value: Given<T>): Property<T> {
  return make({ kind: 'order', order, content: value })
}

/** Order 500: before plain definitions. `mkBefore(['quiet'])` is `lib.mkBefore [ "quiet" ]`. */
export function mkBefore<T>(value: Given<T>): Property<T> {
  return make({ kind: 'order', order: orders.before, content: value })
}

/** Order 1500: after plain definitions. `mkAfter(['quiet'])` is `lib.mkAfter [ "quiet" ]`. */
export function mkAfter<T>(value: Given<T>): Property<T> {
  return make({ kind: 'order', order: orders.after, content: value })
}

/**
 * The value where the condition holds, an error with the message where it does not and the value is used.
 * `mkAssert(port > 1024, 'Ports below 1024 are for root.', port)`
 */
export function mkAssert<T>(
  condition: boolean | Lazy<boolean>,
  message: string,
  value: Given<T>,
): Property<T> {
  return make({ kind: 'assert', condition, message, content: value })
}

/** Priority 60: what the modules of images use. */
export function mkImageMediaOverride<T>(value: Given<T>): Property<T> {
  return make({ kind: 'override', priority: priorities.imageMedia, content: value })
}

/** Priority 10: what `nixos-rebuild build-vm` uses. */
export function mkVMOverride<T>(value: Given<T>): Property<T> {
  return make({ kind: 'override', priority: priorities.vm, content: value })
}

/** A value said by somebody else than the definition it stands in. */
export function mkDefinition<T>(definition: Definition<Given<T>>): Property<T> {
  return make({ kind: 'definition', definition })
}
