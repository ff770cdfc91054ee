import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machine, mountInputs } from '../inputs/index.ts'
import { formatHash, hashNar, makeFixedOutputPath } from '../store/index.ts'
import { fetchDownload, fetchTree, type SourceWorld } from './fetch.ts'
import { readGitTree } from './git.ts'

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-fetch-')))
  mkdirSync(join(folder, 'repo/sub'), { recursive: true })
  mkdirSync(join(folder, 'clean/sub'), { recursive: true })
  for (const tree of ['repo', 'clean']) writeFileSync(join(folder, tree, 'sub/tracked'), 'text')
  writeFileSync(join(folder, 'repo/untracked'), 'text')
  writeFileSync(join(folder, 'archive.tar'), 'content')
})
afterAll(() => rmSync(folder, { recursive: true }))

const rev = '833f2e0d1c8e4d2b1bf4b6ad0aab1c5cfe8dc5b9'

function world(status = ''): SourceWorld {
  const said: Readonly<Record<string, string>> = {
    'rev-parse --show-toplevel': `${folder}/repo\n`,
    'ls-files -z --cached --deduplicate': 'sub/tracked\0gone\0',
    'ls-files -z --deleted': 'gone\0',
    'log -1 --format=%H %ct': `${rev} 1700000000\n`,
    'status --porcelain --untracked-files=no': status,
    'rev-list --count HEAD': '42\n',
  }
  return {
    inputs: machine,
    storeDir: '/nix/store',
    mounts: new Map(),
    git: (at) => readGitTree((args) => said[args.join(' ')], at),
  }
}

const cleanHash = () => hashNar(machine, join(folder, 'clean'))
const stored = () => makeFixedOutputPath('source', 'recursive', cleanHash(), '/nix/store')

test('a folder is where Nix would copy it to', () => {
  const here = world()
  const { outPath, info } = fetchTree(here, { type: 'path', path: join(folder, 'clean'), lastModified: 1 })
  expect(outPath).toBe(stored())
  expect(info).toEqual({
    narHash: formatHash(cleanHash(), 'sri'),
    lastModified: 1,
    lastModifiedDate: '19700101000001',
  })
  const inputs = mountInputs(here.inputs, here.mounts, here.storeDir)
  expect(Buffer.from(inputs.readFile(`${outPath}/sub/tracked`)).toString()).toBe('text')
  expect(
    fetchTree(here, { type: 'github', owner: 'a', repo: 'b', rev, narHash: info['narHash']! }),
  ).toMatchObject({
    outPath,
    info: { rev, shortRev: '833f2e0' },
  })
})

test('of a repository, only what git tracks counts', () => {
  const { outPath, info } = fetchTree(world(), { type: 'git', url: `file://${folder}/repo` })
  expect(outPath).toBe(stored())
  expect(info).toMatchObject({ rev, revCount: 42, lastModified: 1700000000, submodules: false })
})

test('a repository that differs from its commit is dirty', () => {
  const { info } = fetchTree(world(' M sub/tracked\n'), { type: 'git', url: `${folder}/repo` })
  expect(info).toMatchObject({ dirtyRev: `${rev}-dirty`, dirtyShortRev: '833f2e0-dirty' })
  expect(info).not.toHaveProperty('rev')
})

test.each([
  [{ type: 'indirect', id: 'nixpkgs' }, "indirect input 'flake:nixpkgs' cannot be fetched directly"],
  [
    { type: 'github', owner: 'a', repo: 'b' },
    "'github:a/b' is not locked, and nothing is fetched. Lock it with",
  ],
  [
    { type: 'github', owner: 'a', repo: 'b', rev, narHash: `sha256-${'A'.repeat(43)}=` },
    'is missing, and nothing is fetched. Fetch it with',
  ],
  [{ type: 'path', path: '/nowhere/at-all' }, "path '/nowhere/at-all' does not exist"],
  [{ type: 'path', path: '/', narHash: 'sha256-A' }, 'invalid SRI hash'],
])('%j cannot be had', (attrs, message) => {
  expect(() => fetchTree(world(), attrs)).toThrow(message)
})

test('content that is not what it is pinned to is refused', () => {
  const narHash = `sha256-${'A'.repeat(43)}=`
  expect(() => fetchTree(world(), { type: 'path', path: join(folder, 'clean'), narHash })).toThrow(
    `expected '${narHash}' but got '${formatHash(cleanHash(), 'sri')}'`,
  )
})

test('a download is a file of this machine, or nothing', () => {
  const url = `file://${folder}/archive.tar`
  const here = world()
  const path = fetchDownload(here, { url, name: 'archive.tar', sha256: undefined, unpack: false })
  const inputs = mountInputs(here.inputs, here.mounts, here.storeDir)
  expect(Buffer.from(inputs.readFile(path)).toString()).toBe('content')
  const other = { algorithm: 'sha256', digest: new Uint8Array(32) } as const
  expect(() => fetchDownload(here, { url, name: 'archive.tar', sha256: other, unpack: false })).toThrow(
    `hash mismatch in file downloaded from '${url}'`,
  )
  const far = 'https://example.org/archive.tar'
  expect(() => fetchDownload(here, { url: far, name: 'source', sha256: other, unpack: true })).toThrow(
    `'${far}' is not on this machine, and nothing is fetched. Let Nix fetch it: nix-prefetch-url --unpack --name source ${far}`,
  )
})
