import { expect, it } from 'vitest'
import { memoryFiles } from '../../../tests/cli/memory-files.ts'
import { nixFilesIn } from './collect.ts'

it('finds Nix files, and says which folders it cannot look into', () => {
  const memory = memoryFiles({
    '/a/b.nix': '',
    '/a/c/d.nix': '',
    '/a/e/f.nix': '',
    '/a/.git/g.nix': '',
    '/a/h': '',
  })
  const files = {
    ...memory,
    list(path: string): readonly string[] {
      if (path === '/a/c') throw new Error('permission denied')
      return memory.list(path)
    },
  }
  expect(nixFilesIn('/a', files)).toEqual({
    nixFiles: ['/a/b.nix', '/a/e/f.nix'],
    closed: [{ folder: '/a/c', reason: 'permission denied' }],
  })
})
