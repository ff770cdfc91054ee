import { expect, test } from 'vitest'
import { parseNix } from './index.ts'
import type { Lints } from './lints.ts'

/** What is said of a text, with the column it is said of. */
function said(text: string, lints: Lints): readonly string[] {
  const warnings: string[] = []
  const result = parseNix(text, {
    lints,
    warn: ({ message, offset }) => warnings.push(`${offset + 1}: ${message.split('\n', 3).at(-1)!.trim()}`),
  })
  return 'error' in result ? [...warnings, `${result.error.column}! ${result.error.message}`] : warnings
}

const all = (level: 'warn' | 'fatal'): Lints => ({
  'lint-url-literals': level,
  'lint-short-path-literals': level,
  'lint-absolute-path-literals': level,
})

test('nothing is minded unless it is said', () => {
  expect(said('[ http:a a/b /a ~/a ]', {})).toEqual([])
})

test.each([
  [
    '[ http:a a/b ./a ../a ]',
    [
      '3: URL literals are discouraged. Consider using a string literal "http:a" instead (lint-url-literals)',
      "10: relative path literal 'a/b' should be prefixed with '.' for clarity: './a/b' (lint-short-path-literals)",
    ],
  ],
  [
    '/a/${b} + ~/c',
    [
      "1: absolute path literals are not portable. Consider replacing path literal '/a/' by a string, relative path, or parameter (lint-absolute-path-literals)",
      "11: home path literals are not portable. Consider replacing path literal '~/c' by a string, relative path, or parameter (lint-absolute-path-literals)",
    ],
  ],
])('%s is warned of', (text, warnings) => {
  expect(said(text, all('warn'))).toEqual(warnings)
})

test('what is fatal ends the reading', () => {
  expect(said('[ http:a a/b', all('fatal'))).toEqual([
    '3! URL literals are disallowed. Consider using a string literal "http:a" instead (lint-url-literals)',
  ])
})

test('`or` as a name is told of where it will mean something else', () => {
  expect(said('a b or', {})).toEqual(['3: (b or)'])
  expect(said('[ a or ]', {})).toEqual(['3: (a or)'])
  expect(said('a.b or c or', {})).toEqual(['8: (c or)'])
  expect(said('[ (a or) ] ++ (a or b) ++ b (a or)', {})).toEqual([])
})
