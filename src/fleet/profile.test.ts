import { expect, it } from 'vitest'
import { defineProfile } from '../index.ts'

it("leaves the fleet's own name to the fleet", () => {
  expect(() => defineProfile('fleet', [])).toThrow('"fleet" cannot be the name of a profile')
})
