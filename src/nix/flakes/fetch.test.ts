import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machine } from '../inputs/index.ts'
import { formatHash, hashNar, makeFixedOutputPath } from '../store/index.ts'
import { fetchDownload } from './download.ts'
import { fetchTree } from './fetch.ts'
import { type SourceWorld, sourceWorld } from './source-world.ts'

let folder = ''
let first = ''
const git = (...args: readonly string[]): string => {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_DATE: '1700000000 +0000',
    GIT_COMMITTER_DATE: '1700000000 +0000',
  }
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main']
  const { status, stdout, stderr } = spawnSync('git', ['-C', join(folder, 'repo'), ...who, ...args], {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-fetch-')))
  put('repo/first', 'first')
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  first = git('rev-parse', 'HEAD')
  git('tag', 'v1')
  git('branch', 'old')
  for (const tree of ['repo', 'clean']) {
    put(`${tree}/sub/tracked`, 'text')
    put(`${tree}/run`, '#!')
    chmodSync(join(folder, tree, 'run'), 0o755)
    symlinkSync('sub', join(folder, tree, 'link'))
    put(`${tree}/grüße`, 'bytes')
  }
  rmSync(join(folder, 'repo/first'))
  git('add', '.')
  git('commit', '--quiet', '--message', 'second')
  put('repo/untracked', 'text')
  put('archive.tar', 'content')
  mkdirSync(join(folder, 'odd'))
  spawnSync('mkfifo', [join(folder, 'odd/pipe')])
})
afterAll(() => rmSync(folder, { recursive: true }))

const world = (): SourceWorld => sourceWorld(machine, '/nix/store')
const cleanHash = () => hashNar(machine, join(folder, 'clean'))
const stored = () => makeFixedOutputPath('source', 'recursive', cleanHash(), '/nix/store')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

test('a folder is where Nix would copy it to', () => {
  const here = world()
  const { outPath, info } = fetchTree(here, { type: 'path', path: join(folder, 'clean'), lastModified: 1 })
  expect(outPath).toBe(stored())
  expect(info).toEqual({
    narHash: formatHash(cleanHash(), 'sri'),
    lastModified: 1,
    lastModifiedDate: '19700101000001',
  })
  expect(text(here.inputs.readFile(`${outPath}/sub/tracked`))).toBe('text')
  const rev = git('rev-parse', 'HEAD')
  expect(
    fetchTree(here, { type: 'github', owner: 'a', repo: 'b', rev, narHash: info['narHash']! }),
  ).toMatchObject({ outPath, info: { rev, shortRev: rev.slice(0, 7) } })
})

test('a folder is as old as the newest file in it', () => {
  const { info } = fetchTree(world(), { type: 'path', path: join(folder, 'clean') })
  expect(info['lastModified']).toBe(machine.modified(join(folder, 'clean')))
})

describe('of a repository', () => {
  test('only what git tracks counts', () => {
    const { outPath, info, revCount } = fetchTree(world(), { type: 'git', url: `file://${folder}/repo` })
    expect(outPath).toBe(stored())
    expect(info).toMatchObject({
      rev: git('rev-parse', 'HEAD'),
      lastModified: 1_700_000_000,
      submodules: false,
    })
    expect(revCount!()).toBe(2)
  })

  test('files are read as git tracks them', () => {
    const here = world()
    const { outPath } = fetchTree(here, { type: 'git', url: `file://${folder}/repo` })
    expect(here.inputs.lstat(`${outPath}/untracked`)).toBeUndefined()
    expect(here.inputs.whyMissing!(`${outPath}/nothing`)).toBeUndefined()
    expect(here.inputs.whyMissing!(`${outPath}/untracked`)).toContain(
      `Path 'untracked' in the repository "${folder}/repo" is not tracked by Git.`,
    )
    expect(here.inputs.readDir(outPath).map(({ name }) => name)).not.toContain('untracked')
    expect(text(here.inputs.readFile(`${outPath}/link/tracked`))).toBe('text')
  })

  test('a commit, branch or tag is as it was, and on no disk', () => {
    for (const which of [{ rev: first }, { ref: 'old' }, { ref: 'refs/tags/v1' }]) {
      const here = world()
      const { outPath, info, revCount } = fetchTree(here, {
        type: 'git',
        url: `file://${folder}/repo`,
        ...which,
      })
      expect(info).toMatchObject({ rev: first, shortRev: first.slice(0, 7), lastModified: 1_700_000_000 })
      expect(revCount!()).toBe(1)
      expect(here.inputs.readDir(outPath)).toEqual([{ name: 'first', type: 'regular' }])
      expect(text(here.inputs.readFile(`${outPath}/first`))).toBe('first')
    }
  })

  test('a commit has what its files in a folder would have', () => {
    const here = world()
    const { outPath } = fetchTree(here, {
      type: 'git',
      url: `file://${folder}/repo`,
      rev: git('rev-parse', 'HEAD'),
    })
    expect(outPath).toBe(stored())
    expect(text(here.inputs.readFile(`${outPath}/link/tracked`))).toBe('text')
    expect(here.inputs.realPath(`${outPath}/link/tracked`)).toBe(`${outPath}/sub/tracked`)
    expect(here.inputs.lstat(`${outPath}/run`)).toEqual({ type: 'regular', executable: true })
    expect(here.inputs.lstat(`${outPath}/link`)).toEqual({ type: 'symlink', executable: false })
    expect(here.inputs.readLink(`${outPath}/link`)).toBe('sub')
    expect(here.inputs.lstat(`${outPath}/nothing`)).toBeUndefined()
    expect(() => here.inputs.readFile(`${outPath}/sub`)).toThrow(
      `reading file '${outPath}/sub': Is a directory`,
    )
    expect(() => here.inputs.readDir(`${outPath}/run`)).toThrow(
      `reading directory '${outPath}/run': Not a directory`,
    )
    expect(() => here.inputs.readFile(`${outPath}/no`)).toThrow(`path '${outPath}/no' does not exist`)
  })

  test('that differs from its commit, there is a dirty revision', () => {
    put('repo/sub/tracked', 'changed')
    try {
      const rev = git('rev-parse', 'HEAD')
      const { info, outPath } = fetchTree(world(), { type: 'git', url: `file://${folder}/repo` })
      expect(info).toMatchObject({ dirtyRev: `${rev}-dirty`, dirtyShortRev: `${rev.slice(0, 7)}-dirty` })
      expect(info).not.toHaveProperty('rev')
      expect(outPath).not.toBe(stored())
    } finally {
      put('repo/sub/tracked', 'text')
    }
  })
})

const none = `sha256-${'A'.repeat(43)}=`
test.each([
  [() => ({ type: 'indirect', id: 'nixpkgs' }), "indirect input 'flake:nixpkgs' cannot be fetched directly"],
  [
    () => ({ type: 'github', owner: 'a', repo: 'b' }),
    "'github:a/b' is not locked, and nothing is fetched. Lock it with",
  ],
  [
    () => ({ type: 'github', owner: 'a', repo: 'b', rev: '0'.repeat(40), narHash: none }),
    'is missing, and nothing is fetched. Fetch it with',
  ],
  [() => ({ type: 'path', path: '/nowhere/at-all' }), "path '/nowhere/at-all' does not exist"],
  [() => ({ type: 'path', path: '/', narHash: 'sha256-A' }), 'invalid SRI hash'],
  [
    () => ({ type: 'git', url: `file://${folder}/clean` }),
    "/clean' is no git repository that the git on the PATH reads",
  ],
  [
    () => ({ type: 'git', url: `file://${folder}/repo`, rev: '1'.repeat(40) }),
    `/repo' has no commit '${'1'.repeat(40)}', and nothing is fetched: 'git fetch' in it may bring it`,
  ],
  [
    () => ({ type: 'git', url: `file://${folder}/repo`, ref: 'v1' }),
    "/repo' has no 'refs/heads/v1', and nothing is fetched",
  ],
  [() => ({ type: 'git', url: `file://${folder}/repo`, rev: 'HEAD' }), "'HEAD' is not a commit hash"],
  [() => ({ type: 'path', path: `${folder}/odd` }), "/odd/pipe' has an unsupported type"],
  [() => ({ type: 'git', url: `file://${folder}/repo`, submodules: true }), 'asks for submodules'],
  [
    () => ({ type: 'tarball', url: 'file:///a.tar.gz' }),
    "'file:///a.tar.gz' is a file, which panther does not fetch as a tree. Unpack it",
  ],
  [() => ({ type: 'git', url: 'https://example.org/a' }), 'is not locked, and nothing is fetched'],
])('%j cannot be had', (attrs, message) => {
  expect(() => fetchTree(world(), attrs())).toThrow(message)
})

test('content that is not what it is pinned to is refused', () => {
  expect(() => fetchTree(world(), { type: 'path', path: join(folder, 'clean'), narHash: none })).toThrow(
    `expected '${none}' but got '${formatHash(cleanHash(), 'sri')}'`,
  )
})

test('a download is a file of this machine, or nothing', () => {
  const url = `file://${folder}/archive.tar`
  const here = world()
  const path = fetchDownload(here, { url, name: 'archive.tar', sha256: undefined, unpack: false })
  expect(text(here.inputs.readFile(path))).toBe('content')
  const other = { algorithm: 'sha256', digest: new Uint8Array(32) } as const
  expect(() => fetchDownload(here, { url, name: 'archive.tar', sha256: other, unpack: false })).toThrow(
    `hash mismatch in file downloaded from '${url}'`,
  )
  expect(() => fetchDownload(here, { url, name: 'source', sha256: other, unpack: true })).toThrow(
    `'${url}' is an archive, which panther does not unpack. Unpack it and use the folder, or`,
  )
  const far = 'https://example.org/archive.tar'
  expect(() => fetchDownload(here, { url: far, name: 'source', sha256: other, unpack: true })).toThrow(
    `'${far}' is not on this machine, and nothing is fetched. Let Nix fetch it: nix-prefetch-url --unpack --name source ${far}`,
  )
})
