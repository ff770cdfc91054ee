import type { OptionType } from '../../modules/option-type.ts'
import { anything } from '../../modules/types/anything.ts'
import { oneOf } from '../../modules/types/either.ts'
import { nullOr } from '../../modules/types/null-or.ts'
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
  absolutePath: path,
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
  nonnegativeFloat: numbers.nonnegative,
  'systemd option': unitOption,
  'sysctl option value': nullOr(oneOf(bool, str, int)),
  // Text of one kind or another, checked by a function that is not known.
  kernelParam: str,
  'JSON value': json,
  'YAML 1.1 value': json,
  'TOML value': toml,
}

/** The type of a struct without parts, or nothing where it is not known. `words` is the option's whole type. */
export function scalarOptionType(struct: Struct, words: string): OptionType | undefined {
  const { t, desc = words } = struct
  if (t === 'path') return words === 'absolute path' || !/relative|^path/.test(words) ? path : pathWith({})
  if (t === 'format') return Object.hasOwn(named, desc) ? named[desc] : undefined
  if (t === 'intBetween' || t === 'numberBetween') return between(t, desc)
  if (t === 'separatedString') return separated(desc)
  if (t.startsWith('strMatching ')) return matching(desc)
  return Object.hasOwn(named, t) ? named[t] : undefined
}

function between(name: string, desc: string): OptionType {
  const [, low, high] =
    /^(?:integer|integer or floating point number) between (-?[\d.]+) and (-?[\d.]+) \(both/.exec(desc) ?? []
  if (low === undefined || high === undefined) return name === 'intBetween' ? int : number
  return name === 'intBetween'
    ? ints.between(Number(low), Number(high))
    : numbers.between(Number(low), Number(high))
}

function separated(desc: string): OptionType {
  const [, quoted] = /^strings concatenated with (".*")$/.exec(desc) ?? []
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
