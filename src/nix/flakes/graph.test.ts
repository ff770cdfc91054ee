import { describe, expect, test } from 'vitest'
import { type FlakeGraph, type GraphOptions, resolveFlake } from './graph.ts'
import { type FlakeData, readFlakeInputs } from './inputs.ts'
import { parseLockFile } from './lock-file.ts'

const github = (owner: string, repo: string, rev?: string) => ({
  type: 'github',
  owner,
  repo,
  ...(rev === undefined ? {} : { rev }),
})

interface Flake {
  readonly inputs: FlakeData
  readonly lock?: object
}

function resolve(
  root: Flake,
  { folders = {}, flakes = {} }: { folders?: Record<string, string>; flakes?: Record<string, Flake> } = {},
): FlakeGraph {
  const read = ({ inputs, lock }: Flake): GraphOptions['root'] => ({
    inputs: readFlakeInputs(inputs),
    lock:
      lock === undefined
        ? undefined
        : parseLockFile(JSON.stringify({ version: 7, root: 'root', nodes: lock }), 'flake.lock'),
  })
  return resolveFlake({
    root: read(root),
    rootFolder: '/root',
    folderOf: (names) => folders[names.join('/')],
    readFlake: (folder) => read(flakes[folder]!),
  })
}

/** The source that names lead to. */
function sourceAt(graph: FlakeGraph, names: string): unknown {
  const key = names.split('/').reduce((at, name) => graph.get(at)!.inputs.get(name)!, 'root')
  return graph.get(key)?.source
}

const lock = {
  root: { inputs: { nixpkgs: 'nixpkgs', hm: 'hm', disko: 'disko' } },
  nixpkgs: { original: github('NixOS', 'nixpkgs'), locked: github('NixOS', 'nixpkgs', 'a') },
  nixpkgs_2: { original: github('NixOS', 'nixpkgs'), locked: github('NixOS', 'nixpkgs', 'b') },
  hm: {
    inputs: { nixpkgs: ['nixpkgs'] },
    original: github('nix-community', 'hm'),
    locked: github('nix-community', 'hm', 'c'),
  },
  disko: {
    inputs: { nixpkgs: 'nixpkgs_2' },
    original: github('nix-community', 'disko'),
    locked: { ...github('nix-community', 'disko', 'd'), dir: 'sub' },
  },
}
const inputs = {
  nixpkgs: { url: 'github:NixOS/nixpkgs' },
  hm: { url: 'github:nix-community/hm', inputs: { nixpkgs: { follows: 'nixpkgs' } } },
  disko: { url: 'github:nix-community/disko' },
}

describe('the inputs of a flake', () => {
  test('are those of its lock file', () => {
    const graph = resolve({ inputs, lock })
    expect(sourceAt(graph, 'nixpkgs')).toEqual({ kind: 'locked', attrs: github('NixOS', 'nixpkgs', 'a') })
    expect(graph.get('root')!.inputs.get('nixpkgs')).toBe(graph.get('hm')!.inputs.get('nixpkgs'))
    expect(sourceAt(graph, 'disko/nixpkgs')).toEqual({
      kind: 'locked',
      attrs: github('NixOS', 'nixpkgs', 'b'),
    })
    expect(graph.get('disko')).toMatchObject({
      dir: 'sub',
      source: { attrs: github('nix-community', 'disko', 'd') },
    })
  })

  test('are folders where those are given, and these bring inputs of their own', () => {
    const graph = resolve(
      { inputs, lock },
      {
        folders: { hm: '/hm', 'disko/nixpkgs': '/nixpkgs' },
        flakes: {
          '/hm': {
            inputs: {
              nixpkgs: { url: 'github:NixOS/nixpkgs' },
              parts: { url: 'path:./parts' },
              tools: { url: 'github:a/tools' },
            },
          },
          '/hm/parts': { inputs: { tools: { follows: 'more' }, more: { url: 'path:/more', flake: false } } },
          '/nixpkgs': { inputs: {} },
        },
      },
    )
    expect(sourceAt(graph, 'hm')).toEqual({ kind: 'folder', folder: '/hm' })
    expect(sourceAt(graph, 'hm/nixpkgs')).toEqual(sourceAt(graph, 'nixpkgs'))
    expect(sourceAt(graph, 'disko/nixpkgs')).toEqual({ kind: 'folder', folder: '/nixpkgs' })
    expect(sourceAt(graph, 'hm/parts')).toEqual({ kind: 'inside', parent: 'hm', path: './parts' })
    expect(sourceAt(graph, 'hm/parts/tools')).toEqual({ kind: 'folder', folder: '/more' })
    expect(sourceAt(graph, 'hm/tools')).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('--override-input hm/tools PATH'),
    })
  })

  test('are missing where the flake asks for something else than it is locked to', () => {
    const graph = resolve({
      inputs: { ...inputs, disko: { url: 'github:nix-community/disko/latest' } },
      lock,
    })
    expect(sourceAt(graph, 'disko')).toEqual({
      kind: 'missing',
      message:
        "input 'disko' (github:nix-community/disko/latest) cannot be used: the lock file has it for something else, and nothing is fetched. Lock it with 'nix flake lock', or give its folder with '--override-input disko PATH'",
    })
  })

  test('may be what a flake further out says', () => {
    const graph = resolve(
      { inputs: { a: { url: 'path:/a', inputs: { b: { inputs: { c: { url: 'path:/other' } } } } } } },
      {
        flakes: {
          '/a': { inputs: { b: { url: 'path:/b', inputs: { c: { url: 'path:/mine' } } } } },
          '/b': { inputs: { c: { url: 'path:/c' } } },
          '/other': { inputs: {} },
        },
      },
    )
    expect(sourceAt(graph, 'a/b/c')).toEqual({ kind: 'folder', folder: '/other' })
  })

  test('may use each other', () => {
    const graph = resolve(
      { inputs: { a: { url: 'path:/a' } } },
      {
        flakes: { '/a': { inputs: { b: { url: 'path:/b' } } }, '/b': { inputs: { a: { url: 'path:/a' } } } },
      },
    )
    expect(graph.get('b')!.inputs.get('a')).toBe('a')
  })

  test('may follow nothing, which matters only where it is used', () => {
    expect(sourceAt(resolve({ inputs: { a: { follows: 'nowhere' } } }), 'a')).toEqual({
      kind: 'missing',
      message: "an input follows 'nowhere', which is no input of the flake",
    })
  })

  test('may not follow each other', () => {
    expect(() => resolve({ inputs: { a: { follows: 'b' }, b: { follows: 'a' } } })).toThrow(
      'follow cycle detected: [b -> a -> b]',
    )
  })
})

test.each([
  [{ a: 1 }, 'expected a set but got an integer at inputs.a'],
  [{ a: { flake: 'x' } }, 'expected a Boolean but got a string at inputs.a.flake'],
  [{ a: { follows: true } }, 'expected a string but got a Boolean at inputs.a.follows'],
  [{ a: { owner: 'x' } }, "unexpected flake input attribute 'owner', at inputs.a"],
  [{ a: { follows: '1/b' } }, "invalid flake input attribute path element '1'"],
])('%j are no inputs', (data, message) => {
  expect(() => readFlakeInputs(data as FlakeData)).toThrow(message)
})

test('arguments of outputs are inputs', () => {
  expect(readFlakeInputs({}, ['self', 'nixpkgs']).get('nixpkgs')?.ref).toEqual({
    type: 'indirect',
    id: 'nixpkgs',
  })
})

test.each([
  ['{', "Could not parse 'flake.lock': [json.exception.parse_error.101]"],
  ['{"version": 4}', "lock file 'flake.lock' has unsupported version 4"],
  ['{"version": 7}', "lock file 'flake.lock' lacks 'root' or 'nodes'"],
  ['{"version": 7, "root": "r", "nodes": {}}', "lock file 'flake.lock' references missing node 'r'"],
  [
    '{"version": 7, "root": "r", "nodes": {"r": {"inputs": {"a": "b"}}}}',
    "lock file 'flake.lock' references missing node 'b'",
  ],
  [
    '{"version": 7, "root": "r", "nodes": {"r": {}, "b": {}}}',
    "lock file 'flake.lock' lacks attribute 'locked' of node 'b'",
  ],
])('%s is no lock file', (text, message) => {
  expect(() => parseLockFile(text, 'flake.lock')).toThrow(message)
})
