import { describe, expect, it } from 'vitest'
import { newer, settled } from './edges.ts'
import { printedStrictly } from './evaluate.ts'

describe('as every Nix', () => {
  it.each(settled)('%s', (expression, printed) => {
    expect(printedStrictly(expression)).toBe(printed)
  })
})

describe('as the newest Nix', () => {
  it.each(newer)('%s', (expression, printed) => {
    expect(printedStrictly(expression)).toBe(printed)
  })
})
