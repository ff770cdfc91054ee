import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { type ByteString, bufferOf } from '../bytes.ts'
import type { FileTree } from './nar.ts'

/** The files of this machine. What cannot be read throws Node's own error. */
export const disk: FileTree = {
  lstat(path) {
    const stat = lstatSync(place(path), { throwIfNoEntry: false })
    if (stat === undefined) return undefined
    if (stat.isFile()) return { type: 'regular', executable: (stat.mode & 0o100) !== 0 }
    const type = stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'symlink' : 'unknown'
    return { type, executable: false }
  },
  readDir: (path) => readdirSync(place(path), { encoding: 'latin1' }).map((name) => ({ name })),
  readFile: (path) => readFileSync(place(path)),
  readLink: (path) => readlinkSync(place(path), { encoding: 'latin1' }),
}

const beyondAscii = /[^\0-\x7f]/

/** Node takes a string for UTF-16; bytes beyond ASCII must stay as they are. */
function place(path: ByteString): string | Buffer {
  return beyondAscii.test(path) ? bufferOf(path) : path
}
