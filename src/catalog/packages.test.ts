import { expect, test } from 'vitest'
import { writePackages } from './file/package-sets.ts'
import { loadPackages, packageCatalog } from './packages.ts'

test('the packages of nixpkgs', () => {
  const packages = loadPackages()
  expect(packages.has('git')).toBe(true)
  expect(packages.has('firefx')).toBe(false)
  expect(packages.has('_1password')).toBe(false)
  expect(packages.names.length).toBeGreaterThan(20_000)
  expect(packages.aliases.length).toBeGreaterThan(1_000)
  expect(packages.set('python3Packages')).toContain('requests')
  expect(packages.set('python312Packages')).toContain('requests')
  expect(packages.set('nothing')).toBeUndefined()
})

test('sets that differ little are kept as differences', () => {
  const base = Array.from({ length: 50 }, (_, n) => `p${String(n).padStart(2, '0')}`)
  const facts = {
    source: 'test',
    names: ['b', 'a'],
    aliases: [],
    sets: { one: base, two: [...base.slice(1), 'extra'], three: ['x'], empty: [] },
  }
  const bytes = writePackages(facts)
  const read = packageCatalog(bytes)
  expect(read.names).toEqual(['a', 'b'])
  expect(read.aliases).toEqual([])
  expect(read.sets).toEqual(['empty', 'one', 'three', 'two'])
  expect(read.set('one')).toEqual(base)
  expect(read.set('two')).toEqual([...base.slice(1), 'extra'].sort())
  expect(read.set('three')).toEqual(['x'])
  expect(read.set('empty')).toEqual([])
  expect(writePackages(facts)).toEqual(bytes)
})
