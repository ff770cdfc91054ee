import { dirname, join } from 'node:path'
import type { WrittenFiles } from '../model.ts'
import { type Content, hashOf } from './content.ts'
import type { FileSystem } from './file-system.ts'
import { modelFile } from './manifest.ts'

/** Why a file is not touched without `force`. */
export interface Conflict {
  readonly path: string
  readonly reason: /** Somebody else's file stands where panther wants to write. */
    | 'foreign'
    /** Written by panther, and changed by hand since. */
    | 'edited'
    /** A folder, a link or the like stands there or above: `force` does not help either. */
    | 'blocked'
}

export interface Plan {
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly deleted: readonly string[]
  readonly conflicts: readonly Conflict[]
}

/** What never belongs to panther, whatever a manifest says. */
const neverOurs: ReadonlySet<string> = new Set(['flake.lock'])

/** Compares what shall be with what is. `before`: what panther wrote the last time. */
export function planWrite(
  wanted: ReadonlyMap<string, Content>,
  before: WrittenFiles | undefined,
  directory: string,
  fs: FileSystem,
): Plan {
  const created: string[] = []
  const changed: string[] = []
  const deleted: string[] = []
  const conflicts: Conflict[] = []
  const obsolete = Object.keys(before ?? {}).filter(
    (path) => !wanted.has(path) && !neverOurs.has(path) && path !== modelFile,
  )
  for (const path of obsolete) {
    const kind = isBlocked(directory, path, fs, new Set()) ? undefined : fs.kind(join(directory, path))
    if (kind !== 'file' && kind !== 'program') continue
    deleted.push(path)
    if (hashOf(fs.read(join(directory, path))) !== before![path]) conflicts.push({ path, reason: 'edited' })
  }
  const gone = new Set(deleted)
  for (const [path, content] of wanted) {
    if (neverOurs.has(path)) continue
    const kind = fs.kind(join(directory, path))
    const makesWay = kind === 'folder' && emptiedBy(gone, path, directory, fs)
    if (
      isBlocked(directory, path, fs, gone) ||
      (kind !== undefined && kind !== 'file' && kind !== 'program' && !makesWay)
    ) {
      conflicts.push({ path, reason: 'blocked' })
    } else if (kind === undefined || makesWay) {
      created.push(path)
    } else {
      const hash = hashOf(fs.read(join(directory, path)))
      if (hash === hashOf(content.bytes)) {
        if (content.program !== (kind === 'program')) changed.push(path)
        continue
      }
      changed.push(path)
      const known = path === modelFile ? before !== undefined && hash : before?.[path]
      if (known !== hash)
        conflicts.push({ path, reason: known === undefined || known === false ? 'foreign' : 'edited' })
    }
  }
  return { created, changed, deleted, conflicts }
}

/** Whether a file or a link stands where the path needs a folder, and stays there. */
function isBlocked(directory: string, path: string, fs: FileSystem, gone: ReadonlySet<string>): boolean {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const kind = fs.kind(join(directory, folder))
    if (kind !== undefined && kind !== 'folder' && !gone.has(folder)) return true
  }
  return false
}

/** Whether all that is in the folder is deleted anyway. */
function emptiedBy(gone: ReadonlySet<string>, folder: string, directory: string, fs: FileSystem): boolean {
  return fs.list(join(directory, folder)).every((name) => {
    const path = `${folder}/${name}`
    return fs.kind(join(directory, path)) === 'folder' ? emptiedBy(gone, path, directory, fs) : gone.has(path)
  })
}
