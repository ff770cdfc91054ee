import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** The part of the file system that the command knows. */
export interface Files {
  /** The text of a file; nothing where there is none. */
  read(path: string): string | undefined
  /** What is in a file; throws where it cannot be read. */
  bytes(path: string): Uint8Array
  isFile(path: string): boolean
  isFolder(path: string): boolean
  isLink(path: string): boolean
  /** Names in a folder; none where there is none. */
  list(path: string): readonly string[]
  /**
   * Writes files and the folders above them: all beside their places first, so that each is whole or not there, and none
   * is where one cannot be written.
   */
  write(contents: ReadonlyMap<string, string | Uint8Array>): void
  /** Puts a new text in the place of a file at once, its permissions kept: nobody meets half of it. */
  replace(path: string, text: string): void
  /** When the file was changed, in milliseconds since 1970; nothing where there is none. */
  changed(path: string): number | undefined
}

/** What cannot be removed either, stays: the first error is the one to tell. */
function removeLeft(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {}
}

/** The real file system. */
export const nodeFiles: Files = {
  read: (path) => (nodeFiles.isFile(path) ? readFileSync(path, 'utf8') : undefined),
  bytes: (path) => readFileSync(path),
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  isLink: (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false,
  list: (path) => (nodeFiles.isFolder(path) ? readdirSync(path).sort() : []),
  write(contents) {
    const beside = (path: string): string => `${path}.${process.pid}.tmp`
    try {
      for (const [path, content] of contents) {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(beside(path), content)
      }
      for (const path of contents.keys()) renameSync(beside(path), path)
    } catch (error) {
      for (const path of contents.keys()) removeLeft(beside(path))
      throw error
    }
  },
  replace(path, text) {
    // A link stays one.
    const file = realpathSync(path)
    const beside = `${file}.${process.pid}.tmp`
    try {
      writeFileSync(beside, text, { mode: statSync(file).mode })
      renameSync(beside, file)
    } catch (error) {
      rmSync(beside, { force: true })
      throw error
    }
  },
  changed: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
}
