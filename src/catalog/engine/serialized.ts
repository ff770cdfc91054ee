import type { OptionType } from '../../modules/option-type.ts'
import { oneOf } from '../../modules/types/either.ts'
import { float, int } from '../../modules/types/numbers.ts'
import { json, toml } from '../../modules/types/serializable.ts'
import { bool } from '../../modules/types/simple.ts'
import { str } from '../../modules/types/strings.ts'
import { cutOff, isCut, type Struct } from '../struct.ts'

/**
 * Types of the values of JSON and the like contain themselves, and facts are finite: they hold some levels of such a
 * type and were cut off there. This is the type of a struct that is one.
 */
export function serializedType(struct: Struct): OptionType | undefined {
  if (!isCut(struct)) return undefined
  const alternatives = struct.t === 'nullOr' ? struct.elem?.of : struct.of
  if (!alternatives || !isSerialized(alternatives)) return undefined
  return struct.t === 'nullOr' ? json : toml
}

/**
 * The alternatives of a `oneOf` with those of a serialized value taken together: `either` in `either` is one list of
 * alternatives in the facts.
 */
export function alternativesOf(struct: Struct): readonly (Struct | OptionType)[] {
  const of = struct.of ?? []
  const at = of.findIndex((_, start) => isSerialized(of.slice(start, start + kinds.length)))
  if (at < 0) return of
  return [...of.slice(0, at), toml, ...of.slice(at + kinds.length)]
}

const kinds = ['bool', 'int', 'float', 'str', 'path', 'attrsOf', 'listOf']

function isSerialized(alternatives: readonly Struct[]): boolean {
  return (
    alternatives.length === kinds.length &&
    alternatives.every(({ t }, at) => t === kinds[at]) &&
    alternatives.slice(-2).every(isCut)
  )
}

/** The values of a section in a file of the INI format, where the facts end before them. */
export function iniAtom(struct: Struct, words: string): OptionType | undefined {
  const isAtom = struct.t === 'oneOf' && struct.of?.length === 4 && struct.of.every(({ t }) => t === cutOff)
  return isAtom && words.includes('INI atom (null, bool, int, float or string)') ? atom : undefined
}

const atom = oneOf(bool, int, float, str)
