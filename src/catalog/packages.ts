import { readFileSync } from 'node:fs'
import { dataDirectory } from './catalog.ts'
import { readPackages } from './file/package-sets.ts'
import { lazily } from './lazily.ts'

/** The names of the packages of nixpkgs. */
export interface PackageCatalog {
  readonly source: string
  /** The packages at the top, sorted. */
  readonly names: readonly string[]
  /** Names at the top that were renamed or removed: they may or may not still work. */
  readonly aliases: readonly string[]
  /** The paths of the sets whose packages are known: `python3Packages`, `php.extensions`. */
  readonly sets: readonly string[]
  /** The packages of a set; nothing where the set is not known. */
  set(path: string): readonly string[] | undefined
  /** Whether there is a package of that name at the top. */
  has(name: string): boolean
}

let loaded: PackageCatalog | undefined

/** The packages. Opened once; each list of names is read when it is asked for, in a few milliseconds. */
export function loadPackages(): PackageCatalog {
  loaded ??= packageCatalog(readFileSync(new URL('packages.catalog', dataDirectory)))
  return loaded
}

/** The packages that the bytes of a file name. */
export function packageCatalog(bytes: Uint8Array): PackageCatalog {
  const file = readPackages(bytes)
  const names = lazily(file.names)
  const aliases = lazily(file.aliases)
  const all = lazily(() => new Set(names()))
  const sets = new Map<string, readonly string[] | undefined>()
  return {
    source: file.source,
    get names() {
      return names()
    },
    get aliases() {
      return aliases()
    },
    sets: file.setPaths,
    set(path) {
      if (!sets.has(path)) sets.set(path, file.set(path))
      return sets.get(path)
    },
    has: (name) => all().has(name),
  }
}
