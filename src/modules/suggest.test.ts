import { expect, it } from 'vitest'
import { meant, nearest, similar, typingDistance } from './suggest.ts'

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

it('measures slips of the fingers', () => {
  expect(typingDistance('ripgrpe', 'ripgrep')).toBe(1)
  expect(typingDistance('enbale', 'enable')).toBe(1)
  expect(typingDistance('abc', 'abc')).toBe(0)
  expect(typingDistance('', 'ab')).toBe(2)
  expect(typingDistance('abcdefgh', 'x', 3)).toBe(4)
  expect(typingDistance('abcdefgh', 'hgfedcba', 3)).toBe(4)
})

it('proposes what a slip explains, and nothing else', () => {
  const names = (word: string, candidates: string[]) => similar(word, candidates).map(({ name }) => name)
  expect(names('allowedTcpPorts', ['allowedTCPPorts', 'allowedUDPPorts'])).toEqual(['allowedTCPPorts'])
  expect(names('enabel', ['enable', 'package'])).toEqual(['enable'])
  expect(names('nope', ['rope', 'nose'])).toEqual(['nose'])
  expect(names('python311', ['python312'])).toEqual([])
  expect(names('ab', ['ac'])).toEqual([])
  expect(meant('enabl', ['enable', 'enabla'])).toBeUndefined()
  expect(meant('enabl', ['enable', 'enables'])).toBe('enable')
})
