import { expect, it } from 'vitest'
import { copiedModules } from './copied-modules.ts'

const files: Readonly<Record<string, string>> = {
  '/a/one.nix': '{ imports = [ ./two ./data.json "${./note.txt}" ]; } # ./three.nix',
  '/a/two/default.nix': '{ imports = [ ../broken.nix ./. ]; }',
  '/a/broken.nix': '{ imports = [ ./never.nix ',
  '/a/data.json': '{ "path": ./other.nix }',
  '/a/note.txt': './other.nix',
  '/a/never.nix': '{ }',
}

it('follows the paths that files of Nix name, and says which of them are no Nix', () => {
  const found = copiedModules('/a/one.nix', (file) => files[file])
  const shown = found.map(({ file, nix }) => {
    const outcome = nix && ('error' in nix.parsed ? nix.parsed.error.message : 'fine')
    return `${file} ${nix?.file === file ? '' : `${nix?.file} `}${outcome}`
  })
  expect(shown.toSorted()).toEqual([
    '/a/broken.nix syntax error, unexpected end of file',
    '/a/data.json undefined undefined',
    '/a/note.txt undefined undefined',
    '/a/one.nix fine',
    '/a/two /a/two/default.nix fine',
  ])
})
