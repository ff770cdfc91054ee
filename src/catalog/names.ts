import { readFileSync } from 'node:fs'
import { dataDirectory } from './catalog.ts'
import { type NameTree, type OldPackage, readNames } from './file/names.ts'

export type { NameTree, OldPackage } from './file/names.ts'

/** The names that Nix and nixpkgs give to everybody, and what became of old names of packages. */
export interface Names {
  readonly source: string
  /** nixpkgs' `lib`. */
  readonly lib: NameTree
  readonly builtins: NameTree
  /** What became of a name in a set of packages; nothing where it is not known to be old. The top's path is empty. */
  oldPackage(set: string, name: string): OldPackage | undefined
  /** The options that replace a removed one of `nixos` or `home-manager`, where the modules name some. */
  successors(catalog: 'nixos' | 'home-manager', option: string): readonly string[]
}

let loaded: Names | undefined

/** The names. Opened once; each part is read when it is asked for, in about two milliseconds. */
export function loadNames(): Names {
  if (loaded) return loaded
  const file = readNames(readFileSync(new URL('names.catalog', dataDirectory)))
  let lib: NameTree | undefined
  let builtins: NameTree | undefined
  loaded = {
    source: file.source,
    get lib() {
      lib ??= file.lib()
      return lib
    },
    get builtins() {
      builtins ??= Object.fromEntries(file.builtins().map((name) => [name, 0]))
      return builtins
    },
    oldPackage: file.oldPackage,
    successors: file.successors,
  }
  return loaded
}
