/** Writes the TypeScript types of all options from the facts in data/: `npm run generate`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { factsFromJson } from '../src/catalog/json-facts.ts'
import { generateTypes } from '../src/catalog/typegen/generate.ts'

const data = new URL('../data/', import.meta.url)
const out = new URL('../src/catalog/generated/', import.meta.url)

const read = (name: string) =>
  factsFromJson(
    JSON.parse(gunzipSync(readFileSync(new URL(`${name}-options.json.gz`, data))).toString()).options,
  )

const files = generateTypes({
  nixos: read('nixos'),
  homeManager: read('home-manager'),
  disko: read('disko'),
  flakeModules: read('flake-module'),
})
mkdirSync(out, { recursive: true })
for (const name of readdirSync(out)) if (!files.has(name)) rmSync(new URL(name, out))
for (const [name, text] of files) writeFileSync(new URL(name, out), text)
