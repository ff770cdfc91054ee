import { mergesWell } from '../certain.ts'
import { refusalBy } from '../merge-definitions.ts'
import type { OptionType } from '../option-type.ts'
import { attrsOf } from './attrs-of.ts'
import { defineType } from './define.ts'
import { oneOf } from './either.ts'
import { listOf } from './list.ts'
import { nullOr } from './null-or.ts'
import { float, int } from './numbers.ts'
import { path } from './paths.ts'
import { bool } from './simple.ts'
import { str } from './strings.ts'

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** What TOML can say. */
export type Toml = boolean | number | string | readonly Toml[] | { readonly [name: string]: Toml }

const formats = new WeakMap<OptionType, string>()

/** A type for the values of a data format, by name in its description. */
export function serializable<T>(format: string, nullable: boolean): OptionType<T, T> {
  const self: OptionType = defineType({
    name: nullable ? 'nullOr' : 'either',
    description: `${format} value`,
    phrase: 'conjunction',
    special: 'delegated',
    typeError: !nullable,
    check: (value, env) => whole().check(value, env),
    refuse: (definitions, at) => refusalBy(whole(), definitions, at),
    merge: (definitions, at) => whole().merge(definitions, at),
    mergesWell: (live) => mergesWell(whole(), live),
    empty: nullable ? () => null : undefined,
    // Never walks into the type itself, which contains itself.
    functor: {
      name: nullable ? 'nullOr' : 'either',
      get payload() {
        return whole().functor.payload
      },
      get type() {
        return whole().functor.type
      },
      get join() {
        return whole().functor.join
      },
    },
    mergeType: (other) => (formats.get(other) === format ? self : whole().mergeType(other)),
  })
  formats.set(self, format)
  let made: OptionType | undefined
  const whole = (): OptionType => {
    if (made === undefined) {
      const base: OptionType = oneOf(bool, int, float, str, path, attrsOf(self), listOf(self))
      made = nullable ? nullOr(base) : base
    }
    return made
  }
  return self as OptionType<T, T>
}

export const json: OptionType<Json, Json> = serializable('JSON', true)
export const toml: OptionType<Toml, Toml> = serializable('TOML', false)
