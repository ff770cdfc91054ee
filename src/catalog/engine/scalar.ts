import type { OptionType } from '../../modules/option-type.ts'
import { anything } from '../../modules/types/anything.ts'
import { float, int, ints, number, numbers } from '../../modules/types/numbers.ts'
import { packageType, path, pathWith } from '../../modules/types/paths.ts'
import { posixRegExp } from '../../modules/types/posix-regexp.ts'
import { json, toml } from '../../modules/types/serializable.ts'
import { attrs, bool, raw, unspecified } from '../../modules/types/simple.ts'
import {
  nonEmptyStr,
  passwdEntry,
  separatedString,
  singleLineStr,
  str,
  strMatching,
} from '../../modules/types/strings.ts'
import type { Struct } from '../struct.ts'
import { ownTypes } from './own-types.ts'
import { unitOption } from './special.ts'

const named: Readonly<Record<string, OptionType>> = {
  anything,
  raw,
  unspecified,
  attrs,
  bool,
  str,
  int,
  float,
  nonEmptyStr,
  singleLineStr,
  'passwdEntry str': passwdEntry(str),
  'passwdEntry path': passwdEntry(path),
  package: packageType,
  path,
  'absolute pathname': path,
  unsignedInt: ints.unsigned,
  positiveInt: ints.positive,
  unsignedInt8: ints.u8,
  unsignedInt16: ints.u16,
  unsignedInt32: ints.u32,
  signedInt8: ints.s8,
  signedInt16: ints.s16,
  signedInt32: ints.s32,
  numberNonnegative: numbers.nonnegative,
  numberPositive: numbers.positive,
  numberBetween: number,
  'systemd option': unitOption,
  'Elixir value': json,
  'HOCON value': json,
  ...ownTypes,
  'JSON value': json,
  'YAML 1.1 value': json,
  'TOML value': toml,
}

/** The type of a struct without parts, or nothing where it is not known. `words` is the option's whole type. */
export function scalarOptionType(struct: Struct, words: string): OptionType | undefined {
  const { t, desc = words } = struct
  if (t === 'path') return pathType(words)
  if (t === 'format') return Object.hasOwn(named, desc) ? named[desc] : undefined
  if (t === 'intBetween' || t === 'numberBetween') return between(t, desc)
  if (t === 'separatedString') return separated(desc)
  if (t.startsWith('strMatching ')) return matching(desc)
  return Object.hasOwn(named, t) ? named[t] : undefined
}

/** Which paths are meant, only the words tell: `path not in the Nix store`, `list of relative path`. */
function pathType(words: string): OptionType {
  const kinds = [
    ...words.matchAll(/\b(absolute |relative |)path\b( in the Nix store| not in the Nix store|)/g),
  ]
  const [first] = kinds
  if (first === undefined || kinds.some(([text]) => text !== first[0])) return path
  const [, absolute, store] = first
  const inStore = store === '' ? undefined : store === ' in the Nix store'
  return pathWith({ absolute: absolute === '' ? undefined : absolute === 'absolute ', inStore })
}

function between(name: string, desc: string): OptionType {
  const [, low, high] =
    /(?:integer|integer or floating point number) between (-?[\d.]+) and (-?[\d.]+) \(both/.exec(desc) ?? []
  if (low === undefined || high === undefined) return name === 'intBetween' ? int : number
  return name === 'intBetween'
    ? ints.between(Number(low), Number(high))
    : numbers.between(Number(low), Number(high))
}

function separated(desc: string): OptionType {
  const [, quoted] = /strings concatenated with ("(?:[^"\\]|\\.)*")/.exec(desc) ?? []
  return separatedString(quoted === undefined ? '\n' : (JSON.parse(quoted) as string))
}

/** Patterns that JavaScript cannot read are not checked. */
function matching(desc: string): OptionType {
  const [, pattern] = /^string matching the pattern (.*)$/s.exec(desc) ?? []
  if (pattern === undefined) return str
  try {
    posixRegExp(pattern)
    return strMatching(pattern)
  } catch {
    return str
  }
}
