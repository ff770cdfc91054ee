import type { OptionType } from './option-type.ts'

/**
 * How types of one option declared several times go together: `functor` in `lib/types.nix`.
 * Types of different names never do.
 */
export interface Functor {
  readonly name: string
  /** What is compared and joined: element types, values of an enum, modules. */
  readonly payload?: unknown
  /** The type made of a joined payload, or the type itself where there is no payload. */
  readonly type?: ((payload: never) => OptionType) | undefined
  /** Joins two payloads; nothing where they cannot be joined. */
  readonly join?: ((a: never, b: never) => unknown) | undefined
}

/** The default rule: equal names, then the joined payload. */
export function mergeByFunctor(a: Functor, b: Functor): OptionType | undefined {
  if (a.name !== b.name) return undefined
  if (a.payload === undefined) return a.type?.(undefined as never)
  const joined = a.join?.(a.payload as never, b.payload as never)
  return joined === undefined ? undefined : a.type?.(joined as never)
}

/** The functor of a type that has one element type. */
export function elementFunctor(
  name: string,
  element: OptionType,
  make: (element: OptionType) => OptionType,
): Functor {
  return {
    name,
    payload: element,
    type: make as (payload: never) => OptionType,
    join: ((a: OptionType, b: OptionType) => a.mergeType(b)) as (a: never, b: never) => unknown,
  }
}
