import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** Which folders of `src/` a folder may import, besides itself. `docs/architecture.md` says why. */
const mayImport: Record<string, readonly string[]> = {
  nix: [],
  modules: [],
  catalog: ['nix', 'modules'],
  fleet: ['nix', 'modules', 'catalog'],
  check: ['nix', 'modules', 'catalog', 'fleet'],
  synth: ['nix', 'modules', 'catalog', 'fleet', 'check'],
  deep: ['nix', 'modules', 'catalog', 'fleet', 'check', 'synth'],
  cli: ['nix', 'modules', 'catalog', 'fleet', 'check', 'synth', 'deep', 'index.ts'],
  'index.ts': ['modules', 'catalog', 'fleet'],
  'options.ts': ['modules', 'catalog'],
}

/** Node's modules that a folder may use, where that says something about what it knows; the innermost folder counts. */
const mayUseOfNode: Record<string, readonly string[]> = {
  nix: [],
  'nix/inputs': ['node:fs', 'node:child_process'],
  'nix/store': ['node:crypto', 'node:fs', 'node:path'],
  modules: [],
  fleet: ['node:url', 'node:module'],
  check: [],
}

interface Import {
  readonly file: string
  readonly specifier: string
}

function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.(test|test-d)\.ts$/.test(name))
    .map((name) => join(folder, name))
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const found = text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|\bimport\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    )
    return [...found].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3] ?? '' }))
  })
}

const folderOf = (file: string) => relative(src, file).split('/')[0]!

test('the parser of imports sees them', () => {
  expect(importsOf(join(src, 'fleet')).length).toBeGreaterThan(20)
})

test('a folder imports only what stands above it', () => {
  const wrong = importsOf(src)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .flatMap(({ file, specifier }) => {
      const from = folderOf(file)
      const to = folderOf(resolve(dirname(file), specifier))
      return from === to || mayImport[from]?.includes(to)
        ? []
        : [`${relative(root, file)} imports ${specifier}`]
    })
  expect(wrong).toEqual([])
})

test('folders that know nothing of files and terminals use nothing of Node for them', () => {
  const wrong = importsOf(src)
    .filter(({ specifier }) => specifier.startsWith('node:'))
    .flatMap(({ file, specifier }) => {
      const allowed = mayUseOfNode[relative(src, dirname(file))] ?? mayUseOfNode[folderOf(file)]
      return allowed === undefined || allowed.includes(specifier)
        ? []
        : [`${relative(root, file)} uses ${specifier}`]
    })
  expect(wrong).toEqual([])
})

test('fleets are written with the public API alone', () => {
  const wrong = importsOf(join(root, 'fleets'))
    .filter(({ specifier }) => !specifier.startsWith('node:') && specifier !== 'pantheros')
    .filter(
      ({ file, specifier }) =>
        !specifier.startsWith('.') || !resolve(dirname(file), specifier).startsWith(join(root, 'fleets')),
    )
    .map(({ file, specifier }) => `${relative(root, file)} imports ${specifier}`)
  expect(wrong).toEqual([])
})

/** What reads the machine: its files, variables and clock, and where what is asked for is written. */
const readsTheMachine = ['nix/inputs', 'nix/store/binary-cache.ts']

test('the engine knows of the world only what its inputs tell', () => {
  const files = readdirSync(join(src, 'nix'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('nix', name))
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
    .filter((name) => !readsTheMachine.some((place) => name.startsWith(place)))
  expect(files.length).toBeGreaterThan(100)
  const world =
    /\bprocess\.\w|\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bfetch\(['"`]/
  expect(files.filter((name) => world.test(readFileSync(join(src, name), 'utf8')))).toEqual([])
})
