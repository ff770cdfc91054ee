import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callFlake, type FolderSource, graphJson } from './call-flake.ts'
import type { FlakeGraph, GraphNode } from './graph.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-call-')))
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  put(
    'main/flake.nix',
    '{ outputs = { self, lib, plain, lost, far, part }: { inherit (lib) one; two = part.two; there = plain.outPath; where = self.outPath; all = lib.all; names = builtins.attrNames self; }; }',
  )
  put('main/part/flake.nix', '{ outputs = { self, lib }: { two = lib.one + 1; }; }')
  put('lib/sub/flake.nix', '{ outputs = { self, back }: { one = 1; all = back.one; }; }')
})
afterAll(() => rmSync(folder, { recursive: true }))

function graph(): FlakeGraph {
  const node = (
    source: GraphNode['source'],
    inputs: Record<string, string> = {},
    more: Partial<GraphNode> = {},
  ) => ({
    source,
    dir: '',
    flake: true,
    inputs: new Map(Object.entries(inputs)),
    ...more,
  })
  const inFolder = (name: string) => ({ kind: 'folder', folder: join(folder, name) }) as const
  return new Map([
    ['root', node(inFolder('main'), { lib: 'lib', plain: 'plain', lost: 'lost', far: 'far', part: 'part' })],
    ['lib', node(inFolder('lib'), { back: 'root' }, { dir: 'sub' })],
    ['plain', node(inFolder('lib'), {}, { flake: false })],
    ['lost', node({ kind: 'missing', message: 'it is lost' })],
    ['far', node({ kind: 'locked', attrs: { type: 'github', owner: 'a', repo: 'b' } })],
    ['part', node({ kind: 'inside', parent: 'root', path: './part' }, { lib: 'lib' })],
  ])
}

function ask(attribute: string): unknown {
  const known = (at: string): FolderSource => ({
    kind: 'place',
    attrs: at === join(folder, 'main') ? { type: 'path', path: at, lastModified: 86400 } : {},
  })
  const fetchTree = 'attrs: { outPath = "/fetched/${attrs.owner}"; }'
  const expression = `((${callFlake}) (builtins.getEnv "GRAPH") (${fetchTree})).${attribute}`
  const { stdout, stderr } = spawnSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '--expr', expression],
    { encoding: 'utf8', env: { ...process.env, GRAPH: graphJson(graph(), known) } },
  )
  return stdout === '' ? stderr : JSON.parse(stdout)
}

test.skipIf(noNix)(`Nix calls the flake${noNix ? ' (nix-instantiate is not on the PATH)' : ''}`, () => {
  expect(ask('one')).toBe(1)
  expect(ask('two')).toBe(2)
  expect(ask('all')).toBe(1)
  expect(ask('there')).toBe(join(folder, 'lib'))
  expect(ask('where')).toBe(join(folder, 'main'))
  expect(ask('lastModifiedDate')).toBe('19700102000000')
  expect(ask('inputs.lib.outPath')).toBe(join(folder, 'lib/sub'))
  expect(ask('inputs.lib.sourceInfo.outPath')).toBe(join(folder, 'lib'))
  expect(ask('inputs.part.outPath')).toBe(`${folder}/main/./part`)
  expect(ask('inputs.far.outPath')).toContain("getting status of '/fetched/a/flake.nix'")
  expect(ask('inputs.lost')).toContain('error: it is lost')
  expect(ask('names')).toEqual([
    '_type',
    'all',
    'inputs',
    'lastModified',
    'lastModifiedDate',
    'names',
    'one',
    'outPath',
    'outputs',
    'sourceInfo',
    'there',
    'two',
    'where',
  ])
})
