import { expect, test } from 'vitest'
import { parseNix } from '../../parse/index.ts'
import { symbol } from '../symbols.ts'
import { op, type Program } from './program.ts'
import { writeProgram } from './write.ts'

const globals = new Map([[symbol('true'), true]])

function programOf(text: string, names?: readonly string[]): Program {
  const parsed = parseNix(text, { placed: true })
  if ('error' in parsed) throw new Error(parsed.error.message)
  return writeProgram(parsed.expression, { text, base: 100, globals, names: names?.map(symbol) })
}

/** What a text is at its end: the words of the node behind all functions and `with`s. */
function innermost(text: string, names?: readonly string[]): readonly number[] {
  const { words, root } = programOf(text, names)
  let node = root
  while (words[node] === op.lambda || words[node] === op.with) node = words[node + 3]!
  return [...words.subarray(node)]
}

test('a variable is so many environments further out, at an index', () => {
  expect(innermost('aa: bb: aa').slice(0, 4)).toEqual([op.local, 9, 1, 1])
  expect(innermost('aa: bb: bb').slice(0, 4)).toEqual([op.local, 9, 0, 1])
  expect(innermost('outer', ['first', 'outer']).slice(0, 4)).toEqual([op.local, 1, 0, 2])
  expect(innermost('true').slice(0, 3)).toEqual([op.global, 1, symbol('true')])
})

test('what only a `with` may bind names them all, the inner ones first', () => {
  const found = innermost('with { }; xx: with { }; zz').slice(0, 8)
  expect(found).toEqual([op.dynamic, 25, symbol('zz'), 2, 0, 15, 2, 1])
})

test('what is bound nowhere is told where it stands', () => {
  expect(() => programOf('{ a = nothing; }')).toThrow(
    expect.objectContaining({ message: "undefined variable 'nothing'", place: 106 }),
  )
  expect(() => programOf('(x: x) x')).toThrow("undefined variable 'x'")
  expect(() => programOf('let a = 1; in { inherit b; }')).toThrow("undefined variable 'b'")
})

test('inner bindings hide outer ones, and no longer than they reach', () => {
  const { words, root } = programOf('xx: [ (yy: xx) (xx: xx) xx ]')
  const list = words[root + 3]!
  const [hidden, own, last] = [2, 3, 4].map((index) => words[list + index]!)
  const variable = (node: number): readonly number[] => [words[node + 2]!, words[node + 3]!]
  expect(variable(words[hidden! + 3]!)).toEqual([1, 1])
  expect(variable(words[own! + 3]!)).toEqual([0, 1])
  expect(variable(last!)).toEqual([0, 1])
})

test('long programs are cut to their size', () => {
  const items = 100_000
  const { words, root } = programOf(`[ ${'1 '.repeat(items)}]`)
  expect(words[root]).toBe(op.list)
  expect(words[root + 1]).toBe(items)
  expect(words.length).toBe(root + 2 + items)
})
