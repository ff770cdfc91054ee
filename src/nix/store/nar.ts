import { type ByteString, bufferOf } from '../bytes.ts'
import { StoreError } from './error.ts'
import { type Hash, hashSink } from './hash.ts'

export type FileType = 'regular' | 'directory' | 'symlink' | 'unknown'

export interface FileStatus {
  readonly type: FileType
  /** Whether the owner may execute it; false for what is no regular file. */
  readonly executable: boolean
}

/** Files to read. Paths, names and targets are byte strings; paths are absolute and canonical. */
export interface FileTree {
  /** What stands at the path itself: a link is not followed. Nothing if there is nothing. */
  readonly lstat: (path: ByteString) => FileStatus | undefined
  /** What is in a folder, in any order. */
  readonly readDir: (path: ByteString) => readonly { readonly name: ByteString }[]
  readonly readFile: (path: ByteString) => Uint8Array
  /** The text of a symbolic link. */
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
  const dump = (at: ByteString, status: FileStatus, depth: number): void => {
    if (depth >= deepest)
      throw new StoreError(`path '${at}' exceeds maximum NAR directory depth of ${deepest}`)
    put('(')
    put('type')
    if (status.type === 'regular') {
      put('regular')
      if (status.executable) {
        put('executable')
        put('')
      }
      const content = tree.readFile(at)
      put('contents')
      pending += lengthPrefix(content.length)
      flush()
      write(content)
      if (content.length & 7) write(padding.subarray(0, -content.length & 7))
    } else if (status.type === 'directory') {
      put('directory')
      for (const name of tree
        .readDir(at)
        .map((entry) => entry.name)
        .sort()) {
        const inside = at === '/' ? `/${name}` : `${at}/${name}`
        const inner = statusOf(tree, inside)
        if (filter !== undefined && !filter(inside, inner.type)) continue
        put('entry')
        put('(')
        put('name')
        put(name)
        put('node')
        dump(inside, inner, depth + 1)
        put(')')
      }
    } else if (status.type === 'symlink') {
      put('symlink')
      put('target')
      put(tree.readLink(at))
    } else throw new StoreError(`file '${at}' has an unsupported type`)
    put(')')
  }
  put('nix-archive-1')
  dump(path, statusOf(tree, path), 0)
  flush()
}

function statusOf(tree: FileTree, path: ByteString): FileStatus {
  const status = tree.lstat(path)
  if (status === undefined) throw new StoreError(`path '${path}' does not exist`)
  return status
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
