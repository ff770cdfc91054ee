import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { FlakeFile } from '../files.ts'
import type { FileSystem } from './file-system.ts'

/** What one file of the flake shall hold. */
export interface Content {
  readonly bytes: Uint8Array
  readonly program: boolean
}

/** The flake's files with their bytes: what is copied is read, folders with all that is in them. */
export function contents(
  files: ReadonlyMap<string, FlakeFile>,
  directory: string,
  fs: FileSystem,
): ReadonlyMap<string, Content> {
  const all = new Map<string, Content>()
  const own = resolve(directory)
  const encoder = new TextEncoder()
  const copy = (path: string, from: string): void => {
    // The flake is not copied into itself, and what stands in its place already is the user's own file.
    if (resolve(from) === own || resolve(from) === resolve(directory, path)) return
    const kind = fs.target(from)
    if (kind === undefined) throw new Error(`${from}, which the fleet names, does not exist`)
    if (kind === 'folder') {
      if (fs.kind(from) === 'link') throw new Error(`${from} is a link to a folder, which cannot be copied`)
      for (const name of fs.list(from)) if (!neverCopied.has(name)) copy(`${path}/${name}`, join(from, name))
      return
    }
    if (kind === 'other') throw new Error(`${from} is neither a file nor a folder`)
    // A file that was generated stays, should a copied folder hold one of the same name.
    if (!all.has(path)) all.set(path, { bytes: fs.read(from), program: kind === 'program' })
  }
  for (const [path, file] of files)
    if ('text' in file) all.set(path, { bytes: encoder.encode(file.text), program: false })
  for (const [path, file] of files) if ('copyFrom' in file) copy(path, file.copyFrom)
  return all
}

const neverCopied: ReadonlySet<string> = new Set(['.git', 'node_modules', '.DS_Store'])

export function hashOf(bytes: Uint8Array): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`
}
