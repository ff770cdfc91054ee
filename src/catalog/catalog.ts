import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FactNode, OptionFacts } from './facts.ts'
import { DamagedFile } from './file/container.ts'
import { readCatalog } from './file/read.ts'

/** What panther ships facts on. `flake-modules` holds the modules of many flakes: each option names its own. */
export type CatalogName = 'nixos' | 'home-manager' | 'disko' | 'flake-modules'

/** The options that something declares, read by need. */
export interface Catalog {
  /** Where the facts were taken from, for people: `nixpkgs 26.11pre, tree of 2026-07-14`. */
  readonly source: string
  readonly root: FactNode
  /** The names at the top. */
  readonly roots: readonly string[]
  /** The place a path leads to. In lists and attribute sets, any name or position leads to the element. */
  node(path: readonly string[]): FactNode | undefined
  /** The option at a path: `['users', 'users', 'alice', 'home']` finds `users.users.<name>.home`. */
  option(path: readonly string[]): OptionFacts | undefined
  /** The names of the options and groups below a path. */
  children(path: readonly string[]): readonly string[]
}

/** The directory of the data files: the same from `src/` and from `dist/`. */
export const dataDirectory: URL = new URL('../../data/', import.meta.url)

const loaded = new Map<string, Catalog>()

/**
 * The catalog of that name: that of the release where panther ships one, as `nixos-26.05.catalog`, else that of
 * unstable. It is opened once, which takes about three milliseconds.
 */
export function loadCatalog(name: CatalogName, release?: string): Catalog {
  const ofRelease = release === undefined ? name : `${name}-${release}`
  const known = loaded.get(ofRelease)
  if (known) return known
  const exists = ofRelease === name || existsSync(dataFile(ofRelease))
  const catalog = exists ? openCatalog(ofRelease) : loadCatalog(name)
  loaded.set(ofRelease, catalog)
  return catalog
}

function openCatalog(name: string): Catalog {
  const file = dataFile(name)
  const { source, root } = readCatalog(readFileSync(file), () => new DamagedFile(fileURLToPath(file)))
  return catalogOf(source, root)
}

function dataFile(name: string): URL {
  return new URL(`${name}.catalog`, dataDirectory)
}

/** A catalog of these facts. */
export function catalogOf(source: string, root: FactNode): Catalog {
  const node = (path: readonly string[]): FactNode | undefined => walk(root, path)
  return {
    source,
    root,
    roots: root.names(),
    node,
    option: (path) => node(path)?.option,
    children: (path) => node(path)?.names() ?? [],
  }
}

/** The place that the names lead to from here; a name that is none of the options is an element's. */
export function walk(from: FactNode, path: readonly string[]): FactNode | undefined {
  let node: FactNode | undefined = from
  for (const name of path) node = node?.child(name) ?? node?.each
  return node
}
