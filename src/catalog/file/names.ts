import { deflate, inflate, pack, unpack } from './container.ts'

/** Names, level by level: 0 stands where what is inside is not known. */
export interface NameTree {
  readonly [name: string]: NameTree | 0
}

/** What became of a name in a set of packages. */
export interface OldPackage {
  /** The name to write instead, from the top of nixpkgs or of the set; absent where there is none. */
  readonly to?: string | undefined
  /** Whether Nix still takes the old name. */
  readonly works: boolean
}

/** What is known of names that are no options. */
export interface NameFacts {
  readonly source: string
  /** The functions and other members of nixpkgs' `lib`. */
  readonly lib: NameTree
  readonly builtins: readonly string[]
  /** Options that replace removed ones, by the catalog and the removed option. */
  readonly successors: { readonly [catalog: string]: { readonly [option: string]: readonly string[] } }
  /** Old names of packages, by the path of their set; that of the top is empty. */
  readonly oldPackages: { readonly [set: string]: { readonly [name: string]: OldPackage } }
}

/** The bytes of the file of names. The same facts give the same bytes. */
export function writeNames({ source, lib, builtins, oldPackages, successors }: NameFacts): Uint8Array {
  const rows = Object.entries(oldPackages).map(([set, names]) => [
    set,
    Object.entries(names).map(([name, { to = '', works }]) => `${name} ${works ? '' : '!'}${to}`),
  ])
  return pack({ source }, [
    deflate(lib),
    deflate(builtins),
    deflate(Object.fromEntries(rows)),
    deflate(successors),
  ])
}

/** Reads the file of names; each part when it is asked for. */
export function readNames(bytes: Uint8Array): {
  readonly source: string
  lib(): NameTree
  builtins(): readonly string[]
  /** What became of a name in the set of that path; nothing where it is not known to be old. */
  oldPackage(set: string, name: string): OldPackage | undefined
  /** The options that replace a removed one, where the modules name some. */
  successors(catalog: string, option: string): readonly string[]
} {
  const file = unpack(bytes)
  const { source } = file.index as Pick<NameFacts, 'source'>
  const sets = new Map<string, ReadonlyMap<string, OldPackage>>()
  let rows: { readonly [set: string]: readonly string[] } | undefined
  let replaced: NameFacts['successors'] | undefined
  return {
    source,
    successors(catalog, option) {
      replaced ??= inflate(file.part(3)) as NameFacts['successors']
      const found = replaced[catalog] ?? {}
      return Object.hasOwn(found, option) ? found[option]! : []
    },
    lib: () => inflate(file.part(0)) as NameTree,
    builtins: () => inflate(file.part(1)) as readonly string[],
    oldPackage(set, name) {
      rows ??= inflate(file.part(2)) as { readonly [set: string]: readonly string[] }
      const known = sets.get(set) ?? new Map((rows[set] ?? []).map(readRow))
      sets.set(set, known)
      return known.get(name)
    },
  }
}

function readRow(row: string): readonly [string, OldPackage] {
  const space = row.indexOf(' ')
  const works = row[space + 1] !== '!'
  const to = row.slice(space + (works ? 1 : 2))
  return [row.slice(0, space), { works, ...(to === '' ? {} : { to }) }]
}
