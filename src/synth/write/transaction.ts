import { dirname, join } from 'node:path'
import { type Content, hashOf } from './content.ts'
import type { FileSystem } from './file-system.ts'

/**
 * Changes many files as if it were one.
 *
 * 1. All new files, and copies of those they replace, are put into a folder inside the flake.
 * 2. A journal is renamed into that folder. Before this moment the change has not happened, after it has.
 * 3. Where more than one file changes, `flake.nix` is taken away first and put back last: what an interruption
 *    leaves is no flake at all until the next run, never a mixture that Nix would build.
 * 4. Files are deleted and renamed into place. The journal is removed, then the folder.
 *
 * A run that finds a journal completes what it says before anything else. If a step fails while the process lives,
 * the journal is turned around first, and then the copies are put back.
 * Files are not flushed to the disk one by one: all this is about processes that die, not about power that fails.
 */
export interface Change {
  /** Files to write, in the order of their names. */
  readonly writes: ReadonlyMap<string, Content>
  readonly deletes: readonly string[]
}

const stagingFolder = '.panther-staging'

interface Journal {
  readonly direction: 'forward' | 'back'
  readonly writes: readonly Written[]
  readonly deletes: readonly Replaced[]
}

interface Replaced {
  readonly path: string
  /** The hash of what stood there; nothing where nothing did. */
  readonly before: string | null
}

interface Written extends Replaced {
  readonly after: string
}

/** Files that come last, in this order: Nix begins with the one, panther with the other. */
const lastFiles = ['flake.nix', 'panther.json']

export function commit(directory: string, change: Change, fs: FileSystem): void {
  const staging = join(directory, stagingFolder)
  let journal: Journal
  try {
    journal = stage(directory, change, fs)
    writeJournal(staging, journal, fs)
  } catch (error) {
    attempt(() => fs.removeTree(staging))
    throw error
  }
  try {
    forward(directory, journal, fs)
  } catch (error) {
    // Should this fail too, the next run goes on with it.
    attempt(() => {
      const back: Journal = { ...journal, direction: 'back' }
      writeJournal(staging, back, fs)
      backward(directory, back, fs)
    })
    throw error
  }
}

/** Completes what an interrupted run left. Says whether there was something. */
export function recover(directory: string, fs: FileSystem): boolean {
  const staging = join(directory, stagingFolder)
  if (fs.kind(staging) !== 'folder') return false
  const journal = readJournal(staging, fs)
  if (journal === undefined) fs.removeTree(staging)
  else if (journal.direction === 'forward') forward(directory, journal, fs)
  else backward(directory, journal, fs)
  return journal !== undefined
}

function attempt(action: () => void): void {
  try {
    action()
  } catch {}
}

function stage(directory: string, change: Change, fs: FileSystem): Journal {
  const put = (area: 'new' | 'old', path: string, { bytes, program }: Content): void => {
    const to = join(directory, stagingFolder, area, path)
    fs.makeFolder(dirname(to))
    fs.write(to, bytes, program)
  }
  const keep = (path: string): string | null => {
    const kind = fs.kind(join(directory, path))
    if (kind !== 'file' && kind !== 'program') return null
    const bytes = fs.read(join(directory, path))
    put('old', path, { bytes, program: kind === 'program' })
    return hashOf(bytes)
  }
  const writes = [...change.writes].map(([path, content]) => {
    put('new', path, content)
    return { path, before: keep(path), after: hashOf(content.bytes) }
  })
  return {
    direction: 'forward',
    writes,
    deletes: change.deletes.map((path) => ({ path, before: keep(path) })),
  }
}

function writeJournal(staging: string, journal: Journal, fs: FileSystem): void {
  fs.makeFolder(staging)
  fs.write(join(staging, 'journal.new'), new TextEncoder().encode(JSON.stringify(journal)), false)
  fs.rename(join(staging, 'journal.new'), join(staging, 'journal.json'))
}

function readJournal(staging: string, fs: FileSystem): Journal | undefined {
  const path = join(staging, 'journal.json')
  return fs.kind(path) === undefined
    ? undefined
    : (JSON.parse(new TextDecoder().decode(fs.read(path))) as Journal)
}

/** Every step may have been done already. */
function forward(directory: string, { writes, deletes }: Journal, fs: FileSystem): void {
  const staging = join(directory, stagingFolder)
  const last = lastFiles.flatMap((name) => writes.find(({ path }) => path === name) ?? [])
  const first = writes.filter((write) => !last.includes(write))
  const flake = last.find(({ path }) => path === 'flake.nix')
  const isPending = (path: string): boolean => fs.kind(join(staging, 'new', path)) !== undefined
  if (flake && isPending('flake.nix') && first.length + deletes.length > 0)
    removeOurs(directory, flake, [flake.before], fs)
  for (const one of deletes) {
    removeOurs(directory, one, [one.before], fs)
    removeEmptyParents(directory, one.path, fs)
  }
  for (const { path, before, after } of [...first, ...last]) {
    if (!isPending(path)) continue
    const to = join(directory, path)
    // Changed by hand since the interruption: the next plan will say so.
    if (!standsStill(to, [before, after], fs)) continue
    removeFolders(to, fs)
    fs.makeFolder(dirname(to))
    fs.rename(join(staging, 'new', path), to)
  }
  finish(staging, fs)
}

function backward(directory: string, { writes, deletes }: Journal, fs: FileSystem): void {
  const staging = join(directory, stagingFolder)
  for (const { path, before, after } of writes) {
    if (before === null) {
      removeOurs(directory, { path }, [after], fs)
      removeEmptyParents(directory, path, fs)
    }
  }
  for (const { path, before } of [...deletes, ...writes]) {
    const copy = join(staging, 'old', path)
    if (before === null || fs.kind(copy) === undefined) continue
    fs.makeFolder(dirname(join(directory, path)))
    fs.rename(copy, join(directory, path))
  }
  finish(staging, fs)
}

function finish(staging: string, fs: FileSystem): void {
  fs.remove(join(staging, 'journal.json'))
  // What is left of it now means nothing, and the next run removes it.
  attempt(() => fs.removeTree(staging))
}

function removeOurs(
  directory: string,
  { path }: { readonly path: string },
  hashes: readonly (string | null)[],
  fs: FileSystem,
): void {
  const at = join(directory, path)
  const kind = fs.kind(at)
  if ((kind === 'file' || kind === 'program') && standsStill(at, hashes, fs)) fs.remove(at)
}

/** Whether nothing stands there, or what the journal knows. */
function standsStill(at: string, hashes: readonly (string | null)[], fs: FileSystem): boolean {
  const kind = fs.kind(at)
  if (kind !== 'file' && kind !== 'program') return kind === undefined || kind === 'folder'
  return hashes.includes(hashOf(fs.read(at)))
}

function removeEmptyParents(directory: string, path: string, fs: FileSystem): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    fs.removeEmptyFolder(join(directory, folder))
}

/** Takes away empty folders where a file shall stand. */
function removeFolders(at: string, fs: FileSystem): void {
  if (fs.kind(at) !== 'folder') return
  for (const name of fs.list(at)) removeFolders(join(at, name), fs)
  fs.removeEmptyFolder(at)
}
