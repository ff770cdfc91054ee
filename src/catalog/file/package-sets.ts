import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { pack, unpack } from './container.ts'

/** What is known of the packages of a nixpkgs. */
export interface PackageFacts {
  readonly source: string
  /** The names of packages at the top, sorted. */
  readonly names: readonly string[]
  /** Names at the top that were renamed or removed. */
  readonly aliases: readonly string[]
  /** The names in sets of packages, by the set's path: `python3Packages`, `php.extensions`. */
  readonly sets: Readonly<Record<string, readonly string[]>>
}

/**
 * A list of names: a part of the file holds them, or what to take from another list and what to add, as
 * the sets of neighbouring Python versions differ in a few names only.
 */
interface ListEntry {
  readonly part: number
  readonly base?: string | undefined
}

interface PackageIndex {
  readonly source: string
  readonly names: ListEntry
  readonly aliases: ListEntry
  readonly sets: { readonly [path: string]: ListEntry }
}

/** The bytes of the packages' file. The same facts give the same bytes. */
export function writePackages(facts: PackageFacts): Uint8Array {
  const parts: Buffer[] = []
  const part = (lists: readonly (readonly string[])[]): number => parts.push(squeeze(lists)) - 1
  const sets: Record<string, ListEntry> = {}
  const paths = Object.keys(facts.sets).sort()
  for (const path of paths) {
    const list = sorted(facts.sets[path]!)
    const base = paths.find(
      (other) => other in sets && !sets[other]!.base && nearlySame(facts.sets[other]!, list),
    )
    const less = base === undefined ? [] : minus(sorted(facts.sets[base]!), list)
    const more = base === undefined ? list : minus(list, facts.sets[base]!)
    sets[path] = { part: part([more, less]), base }
  }
  const index: PackageIndex = {
    source: facts.source,
    names: { part: part([sorted(facts.names), []]) },
    aliases: { part: part([sorted(facts.aliases), []]) },
    sets,
  }
  return pack(index, parts)
}

/** Reads the packages' file; each list when it is asked for. */
export function readPackages(bytes: Uint8Array): {
  readonly source: string
  readonly setPaths: readonly string[]
  names(): readonly string[]
  aliases(): readonly string[]
  set(path: string): readonly string[] | undefined
} {
  const file = unpack(bytes)
  const index = file.index as PackageIndex
  const read = (entry: ListEntry): readonly string[] => {
    const [more, less] = expand(file.part(entry.part))
    if (entry.base === undefined) return more
    return sorted([...minus(read(index.sets[entry.base]!), less), ...more])
  }
  return {
    source: index.source,
    setPaths: Object.keys(index.sets),
    names: () => read(index.names),
    aliases: () => read(index.aliases),
    set: (path) => (Object.hasOwn(index.sets, path) ? read(index.sets[path]!) : undefined),
  }
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort()
}

function minus(names: readonly string[], others: readonly string[]): readonly string[] {
  const gone = new Set(others)
  return names.filter((name) => !gone.has(name))
}

function nearlySame(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > a.length / 10) return false
  return minus(a, b).length < a.length / 10
}

function squeeze(lists: readonly (readonly string[])[]): Buffer {
  const text = lists.map((list) => list.join('\n')).join('\n\n')
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })
}

function expand(bytes: Uint8Array): readonly [readonly string[], readonly string[]] {
  const [more, less] = brotliDecompressSync(bytes).toString().split('\n\n')
  return [lines(more), lines(less)]
}

function lines(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split('\n')
}
