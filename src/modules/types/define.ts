import { isDeferred } from '../deferred.ts'
import type { Module } from '../module.ts'
import type { At, Definition, Env, Merged, OptionType, Phrase } from '../option-type.ts'
import { isOptionType } from '../option-type.ts'
import { isProperty } from '../properties.ts'
import { leaf, type Structure } from '../structure.ts'
import { type Functor, mergeByFunctor } from '../type-merge.ts'

/** What a type is made of; the rest has defaults. */
export interface TypeParts {
  readonly name: string
  readonly description: string
  readonly phrase?: Phrase | undefined
  /** Never sees properties or deferred values, unless the type asks for them. */
  readonly check: (value: unknown, env: Env) => boolean
  readonly refuse?: OptionType['refuse']
  readonly typeError?: boolean | undefined
  readonly merge: (definitions: readonly Definition[], at: At) => Merged
  readonly mergesWell?: OptionType['mergesWell']
  readonly empty?: OptionType['empty']
  readonly structure?: Structure
  readonly opaque?: boolean | undefined
  /** `delegated`: `check` decides about deferred values and properties itself. */
  readonly special?: 'delegated' | 'takes deferred' | 'takes properties' | undefined
  readonly modules?: (() => readonly Module[] | undefined) | undefined
  readonly withModules?: ((modules: readonly Module[]) => OptionType) | undefined
  readonly functor?: Functor | undefined
  /** `never`: two declarations never go together. */
  readonly mergeType?: 'never' | ((other: OptionType) => OptionType | undefined) | undefined
}

/** A type of its parts: `lib.mkOptionType`. */
export function defineType<In, Out>(parts: TypeParts): OptionType<In, Out> {
  const { special, mergeType } = parts
  const functor = parts.functor ?? { name: parts.name, type: () => type }
  const type: OptionType<In, Out> = {
    name: parts.name,
    description: parts.description,
    phrase: parts.phrase,
    check: special === 'delegated' ? parts.check : headCheck(parts.check, special),
    refuse: parts.refuse,
    typeError: parts.typeError,
    merge: parts.merge,
    mergesWell: parts.mergesWell,
    empty: parts.empty,
    opaque: parts.opaque,
    structure: parts.structure ?? leaf,
    modules: parts.modules,
    withModules: parts.withModules,
    functor,
    mergeType:
      mergeType === 'never'
        ? () => undefined
        : (mergeType ?? ((other) => mergeByFunctor(functor, other.functor))),
  }
  return Object.freeze(type)
}

function headCheck(check: TypeParts['check'], special: TypeParts['special']): OptionType['check'] {
  return (value, env) => {
    if (isDeferred(value)) return special === 'takes deferred' || env.deferred === 'allowed'
    if (isProperty(value)) return special === 'takes properties'
    return check(value, env)
  }
}

/** The description of a type inside another's, in parentheses where it could be misread. */
export function phraseOf(type: OptionType, ...bare: readonly Phrase[]): string {
  // Nearly every type that is made of others comes by here, so a mistake is told at the user's own call.
  if (!isOptionType(type)) {
    throw new TypeError(`An option's type is made of types, such as t.str: ${JSON.stringify(type)} is none.`)
  }
  return type.phrase !== undefined && bare.includes(type.phrase) ? type.description : `(${type.description})`
}
