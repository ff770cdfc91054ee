import { expect, it } from 'vitest'
import { cases } from './cases.ts'
import { printedStrictly } from './evaluate.ts'

it.each(cases)('%s', (expression, expected) => {
  expect(printedStrictly(expression)).toBe(expected)
})
