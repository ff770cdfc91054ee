import type { OptionType } from '../option-type.ts'
import { addCheck } from './add-check.ts'
import { defineType, phraseOf } from './define.ts'
import { mergeEqual } from './merge-rules.ts'
import { posixRegExp } from './posix-regexp.ts'

export const str: OptionType<string, string> = defineType({
  name: 'str',
  description: 'string',
  phrase: 'noun',
  check: (value) => typeof value === 'string',
  merge: mergeEqual,
})

/** A string that is not only white space. */
export const nonEmptyStr: OptionType<string, string> = defineType({
  name: 'nonEmptyStr',
  description: 'non-empty string',
  phrase: 'noun',
  check: (value) => typeof value === 'string' && !/^[ \t\n]*$/.test(value),
  merge: mergeEqual,
})

/** A string that matches a whole extended regular expression of POSIX, as `builtins.match` reads it. */
export function strMatching(pattern: string): OptionType<string, string> {
  let compiled: RegExp | undefined
  const matches = (text: string) => {
    compiled ??= posixRegExp(pattern)
    return compiled.test(text)
  }
  return defineType({
    name: `strMatching ${JSON.stringify(pattern)}`,
    description: `string matching the pattern ${pattern}`,
    phrase: 'noun',
    check: (value) => typeof value === 'string' && matches(value),
    merge: mergeEqual,
    functor: {
      name: 'strMatching',
      payload: pattern,
      type: (joined: string) => strMatching(joined),
      join: (a: string, b: string) => (a === b ? a : undefined),
    },
  })
}

/** One line; a line feed at its end is taken off. */
export const singleLineStr: OptionType<string, string> = defineType({
  name: 'singleLineStr',
  description: '(optionally newline-terminated) single-line string',
  phrase: 'noun',
  check: (value) => typeof value === 'string' && /^[^\n\r]*\n?$/.test(value) && !value.endsWith('\n\n'),
  merge(definitions, at) {
    const { value } = mergeEqual(definitions, at)
    return { value: typeof value === 'string' ? value.replace(/\n$/, '') : value }
  },
})

/** Strings joined by a separator, in the order of their definitions. */
export function separatedString(separator: string): OptionType<string, string> {
  return defineType({
    name: 'separatedString',
    description: `strings concatenated with ${JSON.stringify(separator)}`,
    phrase: 'noun',
    check: (value) => typeof value === 'string',
    merge: (definitions) => ({ value: definitions.map((definition) => definition.value).join(separator) }),
    functor: {
      name: 'separatedString',
      payload: separator,
      type: (joined: string) => separatedString(joined),
      join: (a: string, b: string) => (a === b ? a : undefined),
    },
  })
}

export const lines: OptionType<string, string> = separatedString('\n')
export const commas: OptionType<string, string> = separatedString(',')
export const envVar: OptionType<string, string> = separatedString(':')

/** A field of `/etc/passwd`. */
export function passwdEntry(type: OptionType<string, string>): OptionType<string, string> {
  return {
    ...addCheck(type, (value) => !/[:\n]/.test(value as string)),
    name: `passwdEntry ${type.name}`,
    description: `${phraseOf(type, 'noun')}, not containing newlines or colons`,
    phrase: 'nonRestrictiveClause',
  }
}
