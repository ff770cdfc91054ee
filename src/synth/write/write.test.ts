import { beforeEach, describe, expect, it } from 'vitest'
import type { Flake } from '../flake.ts'
import type { Spawn } from './git.ts'
import { type MemoryFileSystem, memoryFileSystem } from './memory-file-system.ts'
import { type WriteOptions, type WriteReport, writeFlake } from './write.ts'

let fs: MemoryFileSystem
beforeEach(() => {
  fs = memoryFileSystem()
})

const noGit: Spawn = () => undefined
const directory = '/project/flake'

function flake(files: Readonly<Record<string, string | { readonly copyFrom: string }>>): Flake {
  const entries = Object.entries(files).map(
    ([path, file]) => [path, typeof file === 'string' ? { text: file } : file] as const,
  )
  return { files: new Map(entries), model: { version: 1, hosts: {}, definitions: {} }, diagnostics: [] }
}

const write = (files: Parameters<typeof flake>[0], options: Partial<WriteOptions> = {}): WriteReport =>
  writeFlake(flake(files), { directory, fs, spawn: noGit, ...options })

/** What stands in the flake's folder, without panther.json. */
function found(): Readonly<Record<string, string>> {
  const { 'panther.json': _, ...others } = fs.snapshot(directory)
  return others
}

const first = { 'flake.nix': 'one', 'hosts/a/default.nix': 'a', 'profiles/p.nix': 'p' }

describe('writing', () => {
  it('creates, changes and deletes, and leaves no traces', () => {
    expect(write(first)).toMatchObject({
      status: 'written',
      created: ['flake.nix', 'hosts/a/default.nix', 'profiles/p.nix', 'panther.json'],
      conflicts: [],
      recovered: false,
    })
    expect(found()).toEqual(first)
    const second = { 'flake.nix': 'two', 'hosts/a/default.nix': 'a', 'hosts/b/default.nix': 'b' }
    expect(write(second)).toMatchObject({
      status: 'written',
      created: ['hosts/b/default.nix'],
      changed: ['flake.nix', 'panther.json'],
      deleted: ['profiles/p.nix'],
    })
    expect(found()).toEqual(second)
    expect(fs.kind(`${directory}/profiles`)).toBeUndefined()
    expect(fs.list(directory)).toEqual(['flake.nix', 'hosts', 'panther.json'])
  })

  it('does nothing where nothing changed', () => {
    write(first)
    expect(write(first)).toMatchObject({ status: 'unchanged', created: [], changed: [], deleted: [] })
  })

  it('turns a file into a folder and back', () => {
    write({ 'flake.nix': '', a: 'file' })
    write({ 'flake.nix': '', 'a/b/c': 'inside' })
    expect(found()).toEqual({ 'flake.nix': '', 'a/b/c': 'inside' })
    write({ 'flake.nix': '', a: 'file again' })
    expect(found()).toEqual({ 'flake.nix': '', a: 'file again' })
  })

  it('copies files and folders, programs as programs, and leaves out what belongs to git', () => {
    fs.put('/project/etc/motd', 'hi')
    fs.put('/project/etc/.git/HEAD', 'x')
    fs.makeFolder('/project/etc/bin')
    fs.write('/project/etc/bin/run', new TextEncoder().encode('#!'), true)
    write({
      'flake.nix': '',
      etc: { copyFrom: '/project/etc' },
      'one.txt': { copyFrom: '/project/etc/motd' },
    })
    expect(found()).toEqual({ 'flake.nix': '', 'etc/motd': 'hi', 'etc/bin/run': '#!', 'one.txt': 'hi' })
    expect(fs.kind(`${directory}/etc/bin/run`)).toBe('program')
    expect(() => write({ a: { copyFrom: '/project/nothing' } })).toThrow(
      '/project/nothing, which the fleet names, does not exist',
    )
  })

  it('does not copy the flake into itself', () => {
    write(first)
    write({ ...first, all: { copyFrom: '/project' } })
    expect(Object.keys(found()).filter((path) => path.startsWith('all'))).toEqual([])
  })
})

describe('a flake in the folder of the fleet itself', () => {
  it('leaves what it copies with the user', () => {
    fs.put(`${directory}/hardware.nix`, 'hardware')
    write({ ...first, 'hardware.nix': { copyFrom: `${directory}/hardware.nix` } })
    expect(fs.snapshot(directory)['panther.json']).not.toContain('hardware')
    write(first)
    expect(found()).toEqual({ ...first, 'hardware.nix': 'hardware' })
  })
})

describe("what is not panther's", () => {
  it('stays as it is', () => {
    fs.put(`${directory}/flake.lock`, 'lock')
    fs.put(`${directory}/hosts/a/notes.md`, 'notes')
    write(first)
    write({ 'flake.nix': 'two' })
    expect(found()).toEqual({ 'flake.nix': 'two', 'flake.lock': 'lock', 'hosts/a/notes.md': 'notes' })
  })

  it('is never overwritten without force', () => {
    fs.put(`${directory}/flake.nix`, 'mine')
    const before = fs.snapshot(directory)
    expect(write(first)).toMatchObject({
      status: 'refused',
      conflicts: [{ path: 'flake.nix', reason: 'foreign' }],
    })
    expect(fs.snapshot(directory)).toEqual(before)
    expect(write(first, { force: true })).toMatchObject({
      status: 'written',
      conflicts: [{ path: 'flake.nix', reason: 'foreign' }],
    })
    expect(found()).toEqual(first)
  })

  it('is taken over where it reads the same', () => {
    fs.put(`${directory}/flake.nix`, 'one')
    expect(write(first)).toMatchObject({ status: 'written', conflicts: [] })
  })

  it('is what somebody edited, too', () => {
    write(first)
    fs.put(`${directory}/profiles/p.nix`, 'edited')
    fs.put(`${directory}/hosts/a/default.nix`, 'edited')
    const conflicts = [
      { path: 'profiles/p.nix', reason: 'edited' },
      { path: 'hosts/a/default.nix', reason: 'edited' },
    ]
    const next = { 'flake.nix': 'two', 'hosts/a/default.nix': 'a2' }
    expect(write(next)).toMatchObject({ status: 'refused', conflicts })
    expect(found()).toMatchObject({ 'flake.nix': 'one', 'profiles/p.nix': 'edited' })
    expect(write(next, { force: true }).status).toBe('written')
    expect(found()).toEqual(next)
  })

  it('lies under a folder or a file that is in the way, which force does not change', () => {
    fs.put(`${directory}/hosts`, 'a file')
    fs.put(`${directory}/profiles/p.nix/x`, 'a folder')
    expect(write(first, { force: true })).toMatchObject({
      status: 'refused',
      conflicts: [
        { path: 'hosts/a/default.nix', reason: 'blocked' },
        { path: 'profiles/p.nix', reason: 'blocked' },
      ],
    })
  })

  it('is panther.json, where it is none of ours', () => {
    fs.put(`${directory}/panther.json`, '{ "animal": true }')
    expect(write(first)).toMatchObject({
      status: 'refused',
      conflicts: [{ path: 'panther.json', reason: 'foreign' }],
    })
  })

  it('is what a damaged list names outside of the flake, or the lock file', () => {
    fs.put('/project/precious', 'x')
    fs.put(`${directory}/flake.lock`, 'lock')
    write(first)
    const model = fs
      .snapshot(directory)
      ['panther.json']!.replace(
        '"files": {',
        '"files": { "../precious": "sha256-x", "flake.lock": "sha256-x", "/project/precious": "x",',
      )
    fs.put(`${directory}/panther.json`, model)
    expect(write({ 'flake.nix': 'two' }, { force: true })).toMatchObject({
      status: 'written',
      deleted: ['hosts/a/default.nix', 'profiles/p.nix'],
    })
    expect(fs.kind('/project/precious')).toBe('file')
    expect(found()).toEqual({ 'flake.nix': 'two', 'flake.lock': 'lock' })
  })
})

describe('two at once', () => {
  it('do not write the same flake', () => {
    fs.put(`${directory}/.panther-lock`, '4711')
    expect(() => write(first, { isRunning: (pid) => pid === 4711 })).toThrow(
      'process 4711 is writing /project/flake',
    )
    expect(found()).toEqual({ '.panther-lock': '4711' })
    expect(write(first, { isRunning: () => false }).status).toBe('written')
    expect(found()).toEqual(first)
  })
})

describe('git', () => {
  it('does not know new files', () => {
    const spawn: Spawn = (command, args, { cwd }) => {
      expect([command, args[0], cwd]).toEqual(['git', 'ls-files', directory])
      return { status: 0, stdout: 'flake.nix\0panther.json\0' }
    }
    expect(write(first, { spawn }).untracked).toEqual(['hosts/a/default.nix', 'profiles/p.nix'])
  })

  it('is not asked for more than it can say', () => {
    expect(write(first, { spawn: () => ({ status: 128, stdout: '' }) }).untracked).toBeUndefined()
    expect(write(first, { spawn: noGit }).untracked).toBeUndefined()
  })
})
