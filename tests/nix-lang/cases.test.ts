import { expect, it } from 'vitest'
import { cases } from './cases.ts'
import { askEngine } from './evaluate.ts'

it.each(cases)('%s', (expression, expected) => {
  const { code, out, said } = askEngine({ words: ['--eval', '--strict', '-E', expression] })
  const failed = said.trimEnd().split('\n').at(-1)!.trim()
  expect(code === 0 ? out.trimEnd() : failed).toBe(expected)
})
