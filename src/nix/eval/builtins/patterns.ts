import { compileRegex, matchRegex, type Regex, splitRegex } from '../../regex/index.ts'
import { expectPlainString, expectString } from '../expect.ts'
import { PrimOp, type Slot, textOf, type Value } from '../values.ts'

const compiled = new Map<string, Regex>()

function regexOf(slot: Slot, builtin: string): Regex {
  const text = expectPlainString(slot, `while evaluating the first argument passed to builtins.${builtin}`)
  const known = compiled.get(text)
  if (known) return known
  const regex = compileRegex(text)
  compiled.set(text, regex)
  return regex
}

function match(pattern: Slot, text: Slot): Value {
  const regex = regexOf(pattern, 'match')
  const why = 'while evaluating the second argument passed to builtins.match'
  return matchRegex(regex, textOf(expectString(text, why))!)
}

function split(pattern: Slot, text: Slot): Value {
  const regex = regexOf(pattern, 'split')
  const value = expectString(text, 'while evaluating the second argument passed to builtins.split')
  const parts = splitRegex(regex, textOf(value)!)
  // A text without a match keeps what it refers to.
  return parts.length === 1 ? [value] : parts
}

/** Regular expressions. */
export const patternBuiltins: readonly PrimOp[] = [
  new PrimOp('match', 2, match),
  new PrimOp('split', 2, split),
]
