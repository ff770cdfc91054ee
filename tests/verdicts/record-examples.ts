/**
 * Writes down the examples that NixOS and Home Manager give for their options, as far as they are short plain data:
 * `NIXPKGS=<folder> HOME_MANAGER=<folder> node tests/verdicts/record-examples.ts`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Json } from '../../src/catalog/facts.ts'
import { type CatalogName, loadCatalog } from '../../src/catalog/index.ts'
import { examplesByNix } from './nix.ts'

const { NIXPKGS: nixpkgs, HOME_MANAGER: homeManager } = process.env
if (nixpkgs === undefined || homeManager === undefined)
  throw new Error('NIXPKGS and HOME_MANAGER do not say where the folders of nixpkgs and Home Manager are')
const folder = mkdtempSync(join(tmpdir(), 'examples-'))
for (const [name, home] of Object.entries({ nixos: undefined, 'home-manager': homeManager })) {
  // Only what the catalog knows: options of submodules are declared in many places that no manual shows.
  const catalog = loadCatalog(name as CatalogName)
  const examples = await examplesByNix({ nixpkgs, folder }, home)
  const kept = examples.filter(([path, value]) => catalog.option(path) && isShort(value))
  const lines = kept.map((example) => JSON.stringify(example))
  writeFileSync(
    new URL(`fixtures/${name}-examples.json.gz`, import.meta.url),
    gzipSync(`[\n${lines.join(',\n')}\n]\n`, { level: 9 }),
  )
  console.log(`${name}: ${kept.length} of ${examples.length} examples`)
}
rmSync(folder, { recursive: true })

/** Figures and words, no texts: those are nixpkgs's own. */
function isShort(value: Json): boolean {
  if (typeof value === 'string') return value.length <= 60 && !value.includes('\n')
  if (value === null || typeof value !== 'object') return true
  return Object.values(value).every(isShort) && JSON.stringify(value).length <= 400
}
