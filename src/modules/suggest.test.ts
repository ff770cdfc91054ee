import { expect, it } from 'vitest'
import { nearest } from './suggest.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => `option-${index}`)

it('gives the three nearest names, in order of the alphabet where they are equally near', () => {
  expect(nearest('ab', ['xyz', 'abcd', 'abc', 'ac'])).toEqual(['abc', 'ac', 'abcd'])
  expect(nearest('a', [])).toEqual([])
})

it('gives names however far among few, and those within two edits among a hundred', () => {
  expect(nearest('zzz', many(99))).toHaveLength(3)
  expect(nearest('zzz', many(100))).toEqual([])
  expect(nearest('enbale', [...many(99), 'enable', 'enabled'])).toEqual(['enable'])
})
