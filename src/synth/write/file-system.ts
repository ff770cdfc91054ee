import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'

/** What stands at a path. Links are not followed. */
export type Kind = 'file' | 'program' | 'folder' | 'link' | 'other'

/** What the writer needs of a file system. Each operation but `removeTree` happens whole or not at all. */
export interface FileSystem {
  /** Nothing where there is nothing. */
  kind(path: string): Kind | undefined
  /** What a link leads to, itself where it is none. */
  target(path: string): Kind | undefined
  read(path: string): Uint8Array
  /** Names in a folder, sorted. */
  list(folder: string): readonly string[]
  write(path: string, content: Uint8Array, program: boolean): void
  /** Says no, and changes nothing, where something is there already. */
  create(path: string, text: string): boolean
  rename(from: string, to: string): void
  remove(file: string): void
  /** With the folders above it. */
  makeFolder(path: string): void
  /** Does nothing where something is in it. */
  removeEmptyFolder(path: string): void
  removeTree(path: string): void
}

export const nodeFileSystem: FileSystem = {
  kind: (path) => kindAt(path, lstatSync),
  target: (path) => kindAt(path, statSync),
  read: (path) => readFileSync(path),
  list: (folder) => readdirSync(folder).sort(),
  write(path, content, program) {
    writeFileSync(path, content)
    if (program) chmodSync(path, 0o755)
  },
  create(path, text) {
    try {
      writeFileSync(path, text, { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  },
  rename: renameSync,
  remove: unlinkSync,
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
  removeEmptyFolder(path) {
    try {
      rmdirSync(path)
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error
    }
  },
  removeTree: (path) => rmSync(path, { recursive: true, force: true }),
}

function kindAt(path: string, ask: (path: string) => Stats): Kind | undefined {
  let stat: Stats
  try {
    stat = ask(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  if (stat.isSymbolicLink()) return 'link'
  if (stat.isDirectory()) return 'folder'
  if (!stat.isFile()) return 'other'
  return (stat.mode & 0o100) === 0 ? 'file' : 'program'
}

/** A file where a folder was meant means that there is nothing below it. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
}
