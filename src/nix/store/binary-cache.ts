import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type ByteString, bufferOf, toBytes } from '../bytes.ts'
import type { StoreContent } from './contents.ts'
import { StoreError } from './error.ts'
import { formatHash, hashBytes, hashSink } from './hash.ts'
import { dumpNar, type FileTree } from './nar.ts'
import { hashLength } from './store-path.ts'

/** Takes what evaluation puts into the store. What a path refers to is to be written before it. */
export interface StoreWriter {
  readonly add: (path: ByteString, content: StoreContent) => void
}

/**
 * Writes store paths into a folder in the form of a binary cache, from which any Nix takes them: `nix-store --realise
 * <drv> --option extra-substituters file://<folder>`. All in it follows from its content, so that no signature is needed.
 *
 * A path that is there already is left alone. Files are written beside and renamed, the archive before the file that
 * names it: whatever interrupts this, all that the cache tells of is whole.
 *
 * @throws StoreError where the folder cannot be written, or belongs to a store in another place
 */
export function binaryCache(folder: string, storeDir: string): StoreWriter {
  const info = join(folder, 'nix-cache-info')
  writing(folder, () => mkdirSync(join(folder, 'nar'), { recursive: true }))
  if (existsSync(info)) checkStoreDir(folder, readFileSync(info, 'utf8'), storeDir)
  else put(folder, (write) => write(Buffer.from(`StoreDir: ${storeDir}\n`)), 'nix-cache-info')

  return {
    add(path, content) {
      const base = path.slice(storeDir.length + 1)
      const infoName = `${base.slice(0, hashLength)}.narinfo`
      if (existsSync(join(folder, infoName))) return
      const { hash, size } = putArchive(folder, content)
      const references = content.kind === 'text' ? [...content.references] : []
      const lines = [
        `StorePath: ${path}`,
        `URL: nar/${hash}.nar`,
        'Compression: none',
        `FileHash: sha256:${hash}`,
        `FileSize: ${size}`,
        `NarHash: sha256:${hash}`,
        `NarSize: ${size}`,
        `References: ${references
          .map((reference) => reference.slice(storeDir.length + 1))
          .sort()
          .join(' ')}`,
        `CA: ${contentAddress(content, hash)}`,
      ]
      put(folder, (write) => write(bufferOf(`${lines.join('\n')}\n`)), infoName)
    },
  }
}

function checkStoreDir(folder: string, info: string, storeDir: string): void {
  const other = /^StoreDir: *(.*?) *$/m.exec(info)?.[1]
  if (other !== undefined && other !== storeDir)
    throw new StoreError(
      `binary cache '${toBytes(folder)}' is for Nix stores with prefix '${toBytes(other)}', not '${storeDir}': choose another folder`,
    )
}

interface Archive {
  /** Of the archive, in base 32. */
  readonly hash: string
  readonly size: number
}

/** Sources may be large: an archive is hashed while it is written, and gets its name afterwards. */
function putArchive(folder: string, content: StoreContent): Archive {
  const sink = hashSink('sha256')
  let size = 0
  let hash = ''
  put(
    folder,
    (write) => {
      dumpContent(content, (bytes) => {
        sink.write(bytes)
        size += bytes.length
        write(bytes)
      })
      hash = formatHash(sink.finish(), 'nix32')
    },
    () => `nar/${hash}.nar`,
  )
  return { hash, size }
}

function dumpContent(content: StoreContent, write: (bytes: Uint8Array) => void): void {
  switch (content.kind) {
    case 'text':
      dumpNar(fileOf(bufferOf(content.text)), '/', write)
      return
    case 'flat':
      dumpNar(fileOf(content.tree.readFile(content.source)), '/', write)
      return
    case 'tree':
      dumpNar(content.tree, content.source, write, content.filter)
  }
}

function contentAddress(content: StoreContent, narHash: string): string {
  switch (content.kind) {
    case 'text':
      return `text:sha256:${formatHash(hashBytes('sha256', content.text), 'nix32')}`
    case 'flat':
      return `fixed:sha256:${formatHash(hashBytes('sha256', content.tree.readFile(content.source)), 'nix32')}`
    case 'tree':
      return `fixed:r:sha256:${narHash}`
  }
}

/** Writes a file of the cache beside its place, and then puts it there. */
function put(
  folder: string,
  fill: (write: (bytes: Uint8Array) => void) => void,
  name: string | (() => string),
): void {
  const beside = join(folder, `.panther-${process.pid}.partial`)
  let file: number | undefined
  try {
    file = writing(folder, () => openSync(beside, 'w'))
    fill((bytes) => {
      for (let at = 0; at < bytes.length; ) at += writing(folder, () => writeSync(file!, bytes, at))
    })
    closeSync(file)
    file = undefined
    const place = join(folder, typeof name === 'string' ? name : name())
    writing(folder, () => renameSync(beside, place))
  } catch (error) {
    if (file !== undefined) closeSync(file)
    rmSync(beside, { force: true })
    throw error
  }
}

function writing<T>(folder: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StoreError(`cannot write into the binary cache '${toBytes(folder)}': ${reasons[code] ?? code}`)
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder in the place of one of its files',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'there is a file on the way to it',
  EROFS: 'Read-only file system',
}

/** A tree of one file. */
function fileOf(bytes: Uint8Array): FileTree {
  const none = (): never => {
    throw new Error('a file has no such thing')
  }
  return {
    lstat: () => ({ type: 'regular', executable: false }),
    readFile: () => bytes,
    readDir: none,
    readLink: none,
  }
}
