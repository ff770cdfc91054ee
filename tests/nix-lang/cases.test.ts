import { expect, it } from 'vitest'
import { cases } from './cases.ts'
import { askEngine } from './evaluate.ts'

it.each(cases)('%s', (expression, expected) => {
  const { code, out, said } = askEngine({ words: ['--eval', '--strict', '-E', expression] })
  const lines = said.split('\n').map((line) => line.trim())
  const failed = lines.findLast((line) => line.startsWith('error: '))
  expect(code === 0 ? out.trimEnd() : failed).toBe(expected)
})
