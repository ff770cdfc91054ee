/** Writes the TypeScript types of all options from the catalogs in data/: `npm run generate`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/catalog.ts'
import { loadPackages } from '../src/catalog/packages.ts'
import { generateTypes } from '../src/catalog/typegen/generate.ts'

const out = new URL('../src/catalog/generated/', import.meta.url)

const files = generateTypes({
  nixos: loadCatalog('nixos').root,
  homeManager: loadCatalog('home-manager').root,
  disko: loadCatalog('disko').root,
  flakeModules: loadCatalog('flake-modules').root,
  packages: loadPackages(),
})
mkdirSync(out, { recursive: true })
for (const name of readdirSync(out)) if (!files.has(name)) rmSync(new URL(name, out))
for (const [name, text] of files) writeFileSync(new URL(name, out), text)
