import { expect, test } from 'vitest'
import { askAll } from './ask-all.ts'

const overflow = 'error: stack overflow; max-call-depth exceeded'
const nested = (open: string, inner: string, close: string, count = 9000): string =>
  open.repeat(count) + inner + close.repeat(count)
const deepList = (depth: number): string =>
  `(builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (x: x) ${depth}))`

/** Expressions, and what their values begin with or what is wrong with them. */
const cases: readonly (readonly [name: string, expression: string, expected: string])[] = [
  ['parentheses', nested('(', '1', ')'), '1'],
  ['lists', nested('[', '1', ']'), '[ [ [ ['],
  ['sets', nested('{ a = ', '1', '; }'), '{ a = { a = {'],
  ['recursive sets', nested('rec { a = ', '1', '; }'), '{ a = { a = {'],
  ['let in let', nested('let a = ', '1', '; in a'), '1'],
  ['conditions', nested('if ', 'true', ' then true else false'), 'true'],
  ['branches', nested('if true then ', '2', ' else 1'), '2'],
  ['strings', nested('"${', '"x"', '}"'), '"x"'],
  ['calls', `let id = x: x; in ${nested('id (', '1', ')')}`, '1'],
  ['functions', `(${nested('x: ', '1', '')})${' 1'.repeat(9000)}`, '1'],
  ['a long sum', nested('1 + ', '1', '', 100_000), '100001'],
  ['a long update', nested('{ } // ', '{ }', '', 100_000), '{ }'],
  ['a long choice', nested('if false then 1 else ', '2', '', 100_000), '2'],
  ['too many brackets', nested('(', '1', ')', 20_000), 'error: brackets are nested too deep'],
  ['a failed assertion', `assert ${nested('(', 'false', ')')}; 1`, "error: assertion 'false' failed"],
  ['a deep value', deepList(9000), '[ [ [ ['],
  ['too deep a value', deepList(20_000), overflow],
  ['too deep for JSON', `builtins.toJSON ${deepList(20_000)}`, overflow],
  ['too deep for XML', `builtins.toXML ${deepList(20_000)}`, overflow],
  ['too deep for text', `toString ${deepList(20_000)}`, overflow],
  ['too deep to compare', `${deepList(20_000)} == ${deepList(20_000)}`, overflow],
  ['too deep to order', `${deepList(20_000)} < ${deepList(20_000)}`, overflow],
  ['too many calls', 'let f = x: f x; in f 1', overflow],
  [
    'too long a text',
    'builtins.foldl\' (a: _: a + a) "text" (builtins.genList (x: x) 40)',
    'error: out of memory',
  ],
]

const questions = cases.map(([, expression]) => ({ words: ['--eval', '--strict', '-E', expression] }))
const answers = await askAll(questions)

test.each(cases.map(([name, , expected], index) => [name, expected, answers[index]!] as const))(
  '%s: %s',
  (_, expected, { out, said }) => {
    const failed = said.split('\n').findLast((line) => line.includes('error:'))
    expect((failed?.trim() ?? out).slice(0, expected.length)).toBe(expected)
  },
)
