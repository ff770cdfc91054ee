import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ByteString, toBytes } from '../bytes.ts'
import { Refusal } from '../refusal.ts'
import { compileRegex, matchRegex, type Regex, splitRegex } from './index.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined

const match = (pattern: string, text: string) => matchRegex(compileRegex(toBytes(pattern)), toBytes(text))
const split = (pattern: string, text: string) => splitRegex(compileRegex(toBytes(pattern)), toBytes(text))

test.each([
  ['ab', 'abc', null],
  ['a(b)(c)', 'abc', ['b', 'c']],
  ['[[:space:]]+([[:upper:]]+)[[:space:]]+', '  FOO   ', ['FOO']],
  ['(a*)*', 'aa', ['']],
  ['(a|(b))*', 'ba', ['a', 'b']],
  ['(a|ab)(c|bcd)?', 'abcd', ['a', 'bcd']],
  ['[[.hyphen.]]', '-', []],
  ['[[=a=]]', 'A', []],
  ['[[:ALPHA:]]', 'A', []],
  ['[]a]*', 'a]', []],
  ['[^]]', ']', null],
  ['[a-]', '-', []],
  ['.', '\n', []],
  ['a}', 'a}', []],
  ['a{2}{3}', 'aaaaaa', []],
  ['a||b', '', []],
  ['..', 'é', []],
])('match %j %j', (pattern, text, groups) => {
  expect(match(pattern, text)).toEqual(groups)
})

test.each([
  ['(a)b', 'abc', ['', ['a'], 'c']],
  ['([ac])', 'abc', ['', ['a'], 'b', ['c'], '']],
  ['', 'abc', ['', [], 'a', [], 'b', [], 'c', [], '']],
  ['^', 'abc', ['', [], 'abc']],
  ['$', 'ab', ['ab', [], '']],
  ['a*', 'baac', ['', [], 'b', [], '', [], 'c', [], '']],
  ['a*(ab)?', 'aab', ['', [null], '', [null], 'b', [null], '']],
  ['(a|ab)(c|bcd)?', 'abcd', ['', ['a', 'bcd'], '']],
  ['(^a|b*)', 'aabab', ['', ['a'], '', [''], 'a', ['b'], '', [''], 'a', ['b'], '', [''], '']],
  ['x|xy', 'axyb', ['a', [], 'b']],
])('split %j %j', (pattern, text, parts) => {
  expect(split(pattern, text)).toEqual(parts)
})

test.each([
  '\\]',
  '\\n',
  '\\1',
  '*a',
  '^*',
  'a{1',
  'a{2,1}',
  'a{,2}',
  '(a',
  'a)',
  '[a',
  '[z-a]',
  '[a-é]',
  '[a-c-e]',
  '[[:foo:]]',
  '[[.-.]]',
  'a\\',
])('no regular expression: %s', (pattern) => {
  const bytes = toBytes(pattern)
  expect(() => compileRegex(bytes)).toThrow(new Refusal('regex', `invalid regular expression '${bytes}'`))
})

test('a regular expression may be too large', () => {
  const pattern = 'a{1000}{1000}'
  expect(() => compileRegex(pattern)).toThrow(
    new Refusal('regex', `memory limit exceeded by regular expression '${pattern}'`),
  )
})

test('a long text does not exhaust the stack', () => {
  const text = 'ab'.repeat(200_000)
  expect(match('(a|b|ab)*', text)).toEqual(['b'])
  expect(match('((a|b)*c)?.*', text)).toEqual([null, null])
})

const single = fc.constantFrom(
  'a',
  'b',
  'c',
  '.',
  '[ab]',
  '[^a]',
  'é',
  '[[:alpha:]]',
  '\\.',
  '[]a]',
  '[a-]',
  '[[=a=]b]',
  '^',
  '$',
  '',
)
const pattern = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'regex' },
    single,
    fc.tuple(tie('one'), tie('one')).map(([a, b]) => a + b),
    fc.tuple(tie('one'), tie('one')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('one'), tie('one')).map(([a, b]) => `${a}|${b}`),
    fc
      .tuple(tie('one'), fc.constantFrom('', '*', '+', '?', '{0,2}', '{1,2}', '{2}', '{1,}'))
      .map(([a, times]) => `(${a})${times}`),
    fc
      .tuple(fc.constantFrom('a', 'b', '[ab]'), fc.constantFrom('*', '+', '?'))
      .map(([a, times]) => a + times),
  ),
})).one
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '.', '-', 'é', '\n'), { maxLength: 8 })
  .map((parts) => parts.join(''))

const both = (regex: Regex, bytes: ByteString) => [matchRegex(regex, bytes), splitRegex(regex, bytes)]

describe('random expressions', () => {
  test('JavaScript, where it is asked, gives what our engine gives', () => {
    let asked = 0
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        const regex = compileRegex(toBytes(one))
        if (regex.search !== undefined) asked++
        const exact: Regex = { ...regex, whole: undefined, search: undefined }
        expect(both(regex, toBytes(other))).toEqual(both(exact, toBytes(other)))
      }),
      { numRuns: 5000 },
    )
    expect(asked).toBeGreaterThan(500)
  })

  test.skipIf(noNix)(`Nix gives the same${noNix ? ' (nix-instantiate is not on the PATH)' : ''}`, () => {
    const cases = fc.sample(fc.tuple(pattern, text), 1000)
    const program = cases.map(
      ([one, other]) =>
        `[ (builtins.match ${quote(one)} ${quote(other)}) (builtins.split ${quote(one)} ${quote(other)}) ]`,
    )
    const options = ['--store', 'dummy://', '--eval', '--strict', '--json', '-']
    const { stdout, stderr } = spawnSync('nix-instantiate', options, {
      input: `[ ${program.join('\n')} ]`,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    expect(stderr).toBe('')
    const answers: readonly unknown[] = JSON.parse(stdout)
    for (const [n, [one, other]] of cases.entries()) {
      const ours = JSON.stringify(both(compileRegex(toBytes(one)), toBytes(other)))
      expect(Buffer.from(ours, 'latin1').toString(), JSON.stringify([one, other])).toBe(
        JSON.stringify(answers[n]),
      )
    }
  })
})

function quote(string: string): string {
  return `"${string.replaceAll(/["\\$]/g, '\\$&')}"`
}
