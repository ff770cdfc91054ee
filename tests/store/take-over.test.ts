import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askEngine } from '../nix-lang/evaluate.ts'
import { nixStore as runNixStore } from './nix-store.ts'
import { noNix } from './oracle.ts'

const work = realpathSync(mkdtempSync(join(tmpdir(), 'panther-take-over-')))
const storeDir = join(work, 'store')
const source = join(work, 'source')
const expression = fileURLToPath(new URL('fixtures/closure.nix', import.meta.url))

beforeAll(() => {
  mkdirSync(join(source, 'sub'), { recursive: true })
  writeFileSync(join(source, 'plain'), 'plain\n')
  writeFileSync(join(source, 'sub/in'), 'inside\n')
  writeFileSync(join(source, 'run'), '#!/bin/sh\necho ran\n')
  chmodSync(join(source, 'run'), 0o755)
  symlinkSync('plain', join(source, 'link'))
})
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', work])
  rmSync(work, { recursive: true, force: true })
})

function instantiate(cache: string, ...words: readonly string[]) {
  const { code, out, said } = askEngine({
    words: ['--store', `file://${cache}`, ...words],
    directory: work,
    env: { NIX_STORE_DIR: storeDir },
  })
  return { code, said, paths: out.split('\n').slice(0, -1) }
}

function nixStore(state: string, ...words: readonly string[]) {
  return runNixStore(storeDir, state, ...words)
}

const filesIn = (cache: string): readonly string[] =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' }).sort()

const all = [expression, '--arg', 'source', `${source}`]

test.skipIf(noNix)(
  `real Nix takes over what was instantiated, and builds it${noNix ? ' (there is no nix-store)' : ''}`,
  () => {
    const cache = join(work, 'cache')
    const { code, said, paths } = instantiate(cache, ...all)
    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(paths.map((path) => path.replace(/^.*-/, ''))).toEqual(['file.drv', 'all.drv'])
    const taken = nixStore(
      join(work, 'state'),
      '--realise',
      ...paths,
      '--option',
      'substituters',
      `file://${cache}`,
    )
    expect(taken.status, taken.stderr).toBe(0)
    const built = taken.stdout.trim().split('\n')
    const [whole, json] = readFileSync(built.find((path) => path.endsWith('-all'))!, 'utf8').split('\n')
    expect(whole).toBe('plain, plain, inside, #!/bin/sh, ran, grüße, fixed')
    expect(JSON.parse(json!)).toMatchObject({ numbers: [1, 2.5], set: { 'a key': null } })
    expect(readFileSync(built.find((path) => path.endsWith('-file'))!, 'utf8')).toMatch(/^Derive\(/)
    const verified = nixStore(join(work, 'state'), '--verify', '--check-contents')
    expect({ status: verified.status, said: verified.stderr }).toMatchObject({ status: 0 })
  },
  60_000,
)

describe('a binary cache', () => {
  const cache = join(work, 'whole')

  test('holds what its entries refer to, each archive as the entry tells of it', () => {
    expect(instantiate(cache, ...all).code).toBe(0)
    const entries = filesIn(cache).filter((name) => name.endsWith('.narinfo'))
    expect(entries).toHaveLength(10)
    for (const name of entries) {
      const entry = Object.fromEntries(
        readFileSync(join(cache, name), 'latin1')
          .trim()
          .split('\n')
          .map((line) => line.split(/: (.*)/s) as [string, string]),
      )
      expect(entry['StorePath']).toMatch(`${storeDir}/${name.replace('.narinfo', '')}`)
      for (const reference of entry['References']!.split(' ').filter((word) => word !== ''))
        expect(entries).toContain(`${reference.slice(0, 32)}.narinfo`)
      const archive = readFileSync(join(cache, entry['URL']!))
      expect(archive.length).toBe(Number(entry['NarSize']))
    }
    expect(filesIn(cache).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('is not written anew', () => {
    const before = filesIn(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs])
    expect(instantiate(cache, ...all).code).toBe(0)
    expect(filesIn(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs])).toEqual(before)
  })

  test('takes only what was asked for', () => {
    const some = join(work, 'some')
    const { paths } = instantiate(some, '-E', `(import ${expression} { source = ${source}; }).file`)
    expect(paths).toHaveLength(1)
    const names = filesIn(some).filter((name) => name.endsWith('.narinfo'))
    expect(
      names.map((name) => /^StorePath: .*-(.*)$/m.exec(readFileSync(join(some, name), 'latin1'))![1]),
    ).toHaveLength(2)
  })

  test('gets nothing from what fails', () => {
    const none = join(work, 'none')
    const { code, said } = instantiate(none, '-E', `(import ${expression} { source = ./nowhere; }).fine`)
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('nowhere') })
    expect(filesIn(none).filter((name) => /nar/.test(name) && name !== 'nar')).toEqual([])
  })

  test('is for one store', () => {
    const other = join(work, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'nix-cache-info'), 'StoreDir: /nix/store\nPriority: 40\n')
    const { code, said } = instantiate(other, ...all)
    expect({ code, said }).toEqual({
      code: 1,
      said: `error: binary cache '${other}' is for Nix stores with prefix '/nix/store', not '${storeDir}': choose another folder\n`,
    })
  })

  test('is a folder', () => {
    writeFileSync(join(work, 'file'), '')
    const { code, said } = instantiate(join(work, 'file'), ...all)
    expect({ code, said }).toEqual({
      code: 1,
      said: `error: cannot write into the binary cache '${work}/file': there is a file on the way to it\n`,
    })
  })

  test('lacks what only the store knows, and says so', () => {
    const path = join(storeDir, `${'0'.repeat(32)}-there`)
    const { code, said } = instantiate(
      join(work, 'lacking'),
      '-E',
      `derivation { name = "x"; system = "s"; builder = builtins.storePath "${path}"; }`,
    )
    expect({ code, said }).toEqual({
      code: 0,
      said: `warning: '${path}' is not written: only the store that has it knows what it refers to\n`,
    })
  })
})

test.skipIf(noNix)(`paths are those of nix-instantiate${noNix ? ' (there is none)' : ''}`, () => {
  const state = join(work, 'nix-state')
  const { stdout, stderr } = spawnSync('nix-instantiate', all, {
    encoding: 'utf8',
    cwd: work,
    env: {
      ...process.env,
      NIX_STORE_DIR: join(work, 'store'),
      NIX_STATE_DIR: state,
      NIX_CONF_DIR: state,
      NIX_LOG_DIR: state,
      HOME: state,
    },
  })
  expect(stdout, stderr).toBe(`${instantiate(join(work, 'whole'), ...all).paths.join('\n')}\n`)
})
