import {
  existsSync,
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
  /** Writes a file and the folders above it: beside its place first, so that it is whole or not there. */
  write(path: string, content: string | Uint8Array): void
  /** Puts a new text in the place of a file at once, its permissions kept: nobody meets half of it. */
  replace(path: string, text: string): void
  /** When the file was changed, in milliseconds since 1970; nothing where there is none. */
  changed(path: string): number | undefined
}

/** The real file system. */
export const nodeFiles: Files = {
  read: (path) => (nodeFiles.isFile(path) ? readFileSync(path, 'utf8') : undefined),
  bytes: (path) => readFileSync(path),
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  isLink: (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false,
  list: (path) => (existsSync(path) ? readdirSync(path).sort() : []),
  write(path, content) {
    mkdirSync(dirname(path), { recursive: true })
    const beside = `${path}.new`
    writeFileSync(beside, content)
    renameSync(beside, path)
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
