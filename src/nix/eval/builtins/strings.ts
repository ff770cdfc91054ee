import {
  formatHash,
  type HashAlgorithm,
  hashAlgorithm,
  hashBytes,
  hashFormat,
  parseHash,
} from '../../store/index.ts'
import { compareVersions, parseDrvName, splitVersion } from '../../versions.ts'
import { attrsFrom } from '../attrs.ts'
import { type Coercion, coerceToString, newSink, stringWith } from '../coerce.ts'
import { union } from '../context.ts'
import { NixError } from '../errors.ts'
import { expectAttr, expectAttrs, expectInt, expectList, expectPlainString, expectString } from '../expect.ts'
import { force } from '../force.ts'
import type { Machine } from '../machine.ts'
import { fromStore } from '../store-errors.ts'
import { symbol } from '../symbols.ts'
import { ContextString, PrimOp, type Slot, textOf, type Value } from '../values.ts'

const first = (name: string): string => `while evaluating the first argument passed to builtins.${name}`
const second = (name: string): string => `while evaluating the second argument passed to builtins.${name}`
const third = (name: string): string => `while evaluating the third argument passed to builtins.${name}`

function replaceStrings(from: Slot, to: Slot, text: Slot): Value {
  const wanted = expectList(from, first('replaceStrings'))
  const replacements = expectList(to, second('replaceStrings'))
  if (wanted.length !== replacements.length)
    throw new NixError(
      'eval',
      "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths",
    )
  const why = 'while evaluating one of the strings to replace passed to builtins.replaceStrings'
  const texts = wanted.map((item) => textOf(expectString(item, why))!)
  const subject = expectString(text, third('replaceStrings'))
  const sink = newSink()
  if (subject instanceof ContextString) sink.context = subject.context
  const source = textOf(subject)!
  const known: (string | undefined)[] = []
  const replacement = (index: number): string => {
    const cached = known[index]
    if (cached !== undefined) return cached
    const value = expectString(
      replacements[index]!,
      'while evaluating one of the replacement strings passed to builtins.replaceStrings',
    )
    if (value instanceof ContextString) sink.context = union(sink.context, value.context)
    known[index] = textOf(value)!
    return known[index]!
  }
  const starts = new Set(texts.map((item) => (item === '' ? -1 : item.charCodeAt(0))))
  const everywhere = starts.has(-1)
  let result = ''
  let copied = 0
  let at = 0
  while (at <= source.length) {
    if (!everywhere && !starts.has(source.charCodeAt(at))) {
      at++
      continue
    }
    const index = texts.findIndex((item) => source.startsWith(item, at))
    if (index < 0) {
      at++
      continue
    }
    result += source.slice(copied, at) + replacement(index)
    const { length } = texts[index]!
    if (length === 0) {
      result += source.slice(at, at + 1)
      at++
    } else at += length
    copied = at
  }
  return stringWith(result + source.slice(copied), sink)
}

function convertHash(machine: Machine, slot: Slot): Value {
  const attrs = expectAttrs(slot, first('convertHash'))
  const get = (name: string): string =>
    expectPlainString(
      expectAttr(attrs, symbol(name), `while locating the attribute '${name}'`),
      `while evaluating the attribute '${name}'`,
    )
  return fromStore(() => {
    const hash = get('hash')
    const algorithm = attrs.shape.find(symbol('hashAlgo')) < 0 ? undefined : hashAlgorithm(get('hashAlgo'))
    const wanted = get('toHashFormat')
    if (wanted === 'base32') machine.say('warning: "base32" is a deprecated alias for hash format "nix32".')
    const format = hashFormat(wanted)
    return formatHash(parseHash(hash, algorithm), format)
  })
}

/** The algorithm of a hash, as `hashString` and `hashFile` are given it. */
export function algorithmOf(slot: Slot, builtin: string): HashAlgorithm {
  const name = expectPlainString(slot, first(builtin))
  return fromStore(() => hashAlgorithm(name))
}

function hashString(algorithm: Slot, text: Slot): Value {
  const chosen = algorithmOf(algorithm, 'hashString')
  return formatHash(hashBytes(chosen, textOf(expectString(text, second('hashString')))!), 'base16')
}

const toShow: Coercion = { why: first('toString'), more: true, copy: false }
const toCut: Coercion = {
  why: 'while evaluating the third argument (the string) passed to builtins.substring',
  copy: true,
}
const toJoin: Coercion = {
  why: 'while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep',
  copy: true,
}

/** Strings. */
export function stringBuiltins(machine: Machine): readonly PrimOp[] {
  const substring = (start: Slot, length: Slot, text: Slot): Value => {
    const from = expectInt(
      start,
      'while evaluating the first argument (the start offset) passed to builtins.substring',
    )
    if (from < 0) throw new NixError('eval', "negative start position in 'substring'")
    const size = expectInt(
      length,
      'while evaluating the second argument (the substring length) passed to builtins.substring',
    )
    if (size === 0) {
      const value = force(text)
      if (typeof value === 'string') return ''
      if (value instanceof ContextString) return new ContextString('', value.context)
    }
    const sink = newSink()
    const source = coerceToString(machine, text, sink, toCut)
    const begin = Number(from)
    return stringWith(source.slice(begin, size < 0 ? undefined : begin + Number(size)), sink)
  }

  const concatStringsSep = (separator: Slot, list: Slot): Value => {
    const sink = newSink()
    const between = expectString(
      separator,
      'while evaluating the first argument (the separator string) passed to builtins.concatStringsSep',
    )
    if (between instanceof ContextString) sink.context = between.context
    const items = expectList(
      list,
      'while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep',
    )
    const texts = items.map((item) => coerceToString(machine, item, sink, toJoin))
    return stringWith(texts.join(textOf(between)), sink)
  }

  return [
    new PrimOp('toString', 1, (slot: Slot) => {
      const sink = newSink()
      return stringWith(coerceToString(machine, slot, sink, toShow), sink)
    }),
    new PrimOp('substring', 3, substring),
    new PrimOp('stringLength', 1, (slot: Slot) => {
      const why = 'while evaluating the argument passed to builtins.stringLength'
      return coerceToString(machine, slot, newSink(), { why, copy: true }).length
    }),
    new PrimOp('concatStringsSep', 2, concatStringsSep),
    new PrimOp('replaceStrings', 3, replaceStrings),
    new PrimOp('hashString', 2, hashString),
    new PrimOp('convertHash', 1, (slot: Slot) => convertHash(machine, slot)),
    new PrimOp('parseDrvName', 1, (slot: Slot) => {
      const { name, version } = parseDrvName(expectPlainString(slot, first('parseDrvName')))
      return attrsFrom({ name, version })
    }),
    new PrimOp('compareVersions', 2, (one: Slot, other: Slot) => {
      const left = expectPlainString(one, first('compareVersions'))
      return compareVersions(left, expectPlainString(other, second('compareVersions')))
    }),
    new PrimOp('splitVersion', 1, (slot: Slot) => [
      ...splitVersion(expectPlainString(slot, first('splitVersion'))),
    ]),
  ]
}
