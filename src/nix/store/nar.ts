import { type ByteString, bufferOf } from '../bytes.ts'
import { StoreError } from './error.ts'
import { type Hash, hashSink } from './hash.ts'

export type FileType = 'regular' | 'directory' | 'symlink' | 'unknown'

/** Files to read. Paths, names and targets are byte strings; paths are absolute. */
export interface FileTree {
  readonly stat: (path: ByteString) => { readonly type: FileType; readonly executable: boolean }
  /** The names in a folder, in any order. */
  readonly readDirectory: (path: ByteString) => readonly ByteString[]
  readonly readFile: (path: ByteString) => Uint8Array
  readonly readLink: (path: ByteString) => ByteString
}

/** Whether a file inside the tree is part of it; what is left out is never looked into. */
export type PathFilter = (path: ByteString, type: FileType) => boolean

/** Deeper folders are refused, as Nix does. */
const deepest = 64

const padding = Buffer.alloc(8)

/**
 * Writes the NAR of a file or folder: Nix's archive, the same for the same content whatever the dates and owners.
 *
 * @param filter asked for all inside a folder, not for `path` itself; the order is not defined
 */
export function dumpNar(
  tree: FileTree,
  path: ByteString,
  write: (bytes: Uint8Array) => void,
  filter?: PathFilter,
): void {
  let pending = ''
  const flush = () => {
    if (pending !== '') write(bufferOf(pending))
    pending = ''
  }
  const put = (text: ByteString) => {
    pending += lengthPrefix(text.length) + text + '\0'.repeat(-text.length & 7)
  }
  const dump = (at: ByteString, stat: ReturnType<FileTree['stat']>, depth: number): void => {
    if (depth >= deepest)
      throw new StoreError(`path '${at}' exceeds maximum NAR directory depth of ${deepest}`)
    put('(')
    put('type')
    if (stat.type === 'regular') {
      put('regular')
      if (stat.executable) {
        put('executable')
        put('')
      }
      const content = tree.readFile(at)
      put('contents')
      pending += lengthPrefix(content.length)
      flush()
      write(content)
      if (content.length & 7) write(padding.subarray(0, -content.length & 7))
    } else if (stat.type === 'directory') {
      put('directory')
      for (const name of [...tree.readDirectory(at)].sort()) {
        const inside = at === '/' ? `/${name}` : `${at}/${name}`
        const inner = tree.stat(inside)
        if (filter !== undefined && !filter(inside, inner.type)) continue
        put('entry')
        put('(')
        put('name')
        put(name)
        put('node')
        dump(inside, inner, depth + 1)
        put(')')
      }
    } else if (stat.type === 'symlink') {
      put('symlink')
      put('target')
      put(tree.readLink(at))
    } else throw new StoreError(`file '${at}' has an unsupported type`)
    put(')')
  }
  put('nix-archive-1')
  dump(path, tree.stat(path), 0)
  flush()
}

/** 64 bits, the lowest byte first. */
function lengthPrefix(length: number): ByteString {
  const high = Math.floor(length / 0x1_0000_0000)
  return (
    String.fromCharCode(length & 255, (length >>> 8) & 255, (length >>> 16) & 255, (length >>> 24) & 255) +
    String.fromCharCode(high & 255, (high >>> 8) & 255, 0, 0)
  )
}

/** The SHA-256 of a tree's NAR: the `narHash` of a lock file, and what decides a source's store path. */
export function hashNar(tree: FileTree, path: ByteString, filter?: PathFilter): Hash {
  const sink = hashSink('sha256')
  dumpNar(tree, path, sink.write, filter)
  return sink.finish()
}
