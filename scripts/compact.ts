/**
 * Makes the catalogs in data/ from the JSON that evaluation of nixpkgs and others leaves behind:
 * `node scripts/compact.ts DIRECTORY`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { writePackages } from '../src/catalog/file/package-sets.ts'
import { writeCatalog } from '../src/catalog/file/write.ts'
import { factsFromJson } from '../src/catalog/json-facts.ts'

const [directory] = process.argv.slice(2)
if (directory === undefined)
  throw new Error('say where the JSON files are: node scripts/compact.ts DIRECTORY')

const data = new URL('../data/', import.meta.url)
const catalogs = {
  'nixos-options': 'nixos',
  'home-manager-options': 'home-manager',
  'disko-options': 'disko',
  'flake-module-options': 'flake-modules',
} as const

/**
 * What evaluation does not show: options of submodules inside `either`. Written down by hand from the declaring files.
 */
const supplements = JSON.parse(readFileSync(new URL('supplements.json', import.meta.url)).toString())

const read = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(join(directory, `${name}.json.gz`))).toString())

mkdirSync(data, { recursive: true })
for (const [from, to] of Object.entries(catalogs)) {
  const { meta, options } = read(from)
  writeFileSync(
    new URL(`${to}.catalog`, data),
    writeCatalog(meta.source, factsFromJson(to === 'nixos' ? { ...supplements, ...options } : options)),
  )
}

const { meta, names, aliases, sets } = read('packages')
writeFileSync(new URL('packages.catalog', data), writePackages({ source: meta.source, names, aliases, sets }))
