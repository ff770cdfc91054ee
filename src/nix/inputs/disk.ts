import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { type ByteString, bufferOf, toBytes } from '../bytes.ts'
import { type FileType, InputError, type Inputs } from '../eval/inputs.ts'
import { runGit } from './git.ts'

/** The files, variables and clock of this machine. */
export const machine: Inputs = {
  readFile: (path) => reading('file', path, () => readFileSync(place(path))),
  readDir: (path) =>
    reading('directory', path, () =>
      readdirSync(place(path), { encoding: 'latin1', withFileTypes: true }).map((entry) => ({
        name: entry.name,
        type: typeOf(entry),
      })),
    ),
  lstat(path) {
    const stat = reading('status of', path, () => {
      try {
        return lstatSync(place(path), { throwIfNoEntry: false })
      } catch (error) {
        // A file on the way: nothing is inside of it.
        if (codeOf(error) === 'ENOTDIR') return undefined
        throw error
      }
    })
    if (stat === undefined) return undefined
    return { type: typeOf(stat), executable: stat.isFile() && (stat.mode & 0o100) !== 0 }
  },
  readLink: (path) => reading('symlink', path, () => readlinkSync(place(path), { encoding: 'latin1' })),
  realPath(path) {
    // What is not there stays as it is written, below the part that is.
    let missing = ''
    for (let at = path; at !== ''; ) {
      try {
        const real = realpathSync.native(place(at), { encoding: 'latin1' })
        return real === '/' ? missing || '/' : real + missing
      } catch {
        const slash = at.lastIndexOf('/')
        missing = at.slice(slash) + missing
        at = at.slice(0, slash)
      }
    }
    return path
  },
  modified: (path) =>
    reading('status of', path, () =>
      Math.floor((lstatSync(place(path), { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000),
    ),
  git: runGit,
  env(name) {
    const value = process.env[name]
    return value === undefined ? undefined : toBytes(value)
  },
  currentTime: () => Math.floor(Date.now() / 1000),
}

function typeOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FileType {
  return entry.isFile()
    ? 'regular'
    : entry.isDirectory()
      ? 'directory'
      : entry.isSymbolicLink()
        ? 'symlink'
        : 'unknown'
}

const beyondAscii = /[^\0-\x7f]/

/** Node takes a string for UTF-16; bytes beyond ASCII must stay as they are. */
function place(path: ByteString): string | Buffer {
  return beyondAscii.test(path) ? bufferOf(path) : path
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  EINVAL: 'Invalid argument',
}

function reading<T>(what: string, path: ByteString, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    if (code === 'ENOENT') throw new InputError('missing', `path '${path}' does not exist`)
    if (code === 'ENOTDIR')
      throw new InputError('not-a-directory', `'${machine.realPath(path)}' is not a directory`)
    throw new InputError('other', `reading ${what} '${path}': ${reasons[code] ?? code}`)
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
