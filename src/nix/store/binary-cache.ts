import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ByteString, bufferOf } from '../bytes.ts'
import { formatHash, hashBytes } from './hash.ts'
import { dumpNar, type FileTree, type PathFilter } from './nar.ts'
import { hashLength } from './store-path.ts'

/** Takes what evaluation puts into the store: derivations, texts, copied sources. */
export interface StoreWriter {
  /** @param references store paths that the text names */
  readonly addText: (path: ByteString, text: ByteString, references: Iterable<ByteString>) => void
  /** A tree whose path follows from its archive: `source` is where its files are now. */
  readonly addTree: (path: ByteString, tree: FileTree, source: ByteString, filter?: PathFilter) => void
}

/**
 * Writes store paths into a folder in the form of a binary cache, from which any Nix takes them: `nix-store --realise
 * <drv> --option extra-substituters file://<folder>`. All in it follows from its content, so that no signature is needed.
 *
 * A path that is there already is left alone. Files are written beside and renamed.
 */
export function binaryCache(folder: string, storeDir: string): StoreWriter {
  mkdirSync(join(folder, 'nar'), { recursive: true })
  const put = (name: string, content: string | Uint8Array) => {
    const beside = join(folder, `.${name.replace('/', '-')}.${process.pid}`)
    writeFileSync(beside, content, 'latin1')
    renameSync(beside, join(folder, name))
  }
  if (!existsSync(join(folder, 'nix-cache-info'))) put('nix-cache-info', `StoreDir: ${storeDir}\n`)

  const add = (path: ByteString, nar: Uint8Array, references: Iterable<ByteString>, address: string) => {
    const base = path.slice(storeDir.length + 1)
    const hash = formatHash(hashBytes('sha256', nar), 'nix32')
    const archive = `nar/${hash}.nar`
    if (!existsSync(join(folder, archive))) put(archive, nar)
    const names = [...references].map((reference) => reference.slice(storeDir.length + 1)).sort()
    const lines = [
      `StorePath: ${path}`,
      `URL: ${archive}`,
      'Compression: none',
      `FileHash: sha256:${hash}`,
      `FileSize: ${nar.length}`,
      `NarHash: sha256:${hash}`,
      `NarSize: ${nar.length}`,
      `References: ${names.join(' ')}`,
      `CA: ${address}`,
    ]
    put(infoName(base), `${lines.join('\n')}\n`)
  }
  const has = (path: ByteString) => existsSync(join(folder, infoName(path.slice(storeDir.length + 1))))

  return {
    addText(path, text, references) {
      if (has(path)) return
      const address = `text:sha256:${formatHash(hashBytes('sha256', text), 'nix32')}`
      add(path, archiveOf(fileOf(text), '/'), references, address)
    },
    addTree(path, tree, source, filter) {
      if (has(path)) return
      const nar = archiveOf(tree, source, filter)
      add(path, nar, [], `fixed:r:sha256:${formatHash(hashBytes('sha256', nar), 'nix32')}`)
    },
  }
}

function infoName(base: ByteString): string {
  return `${base.slice(0, hashLength)}.narinfo`
}

function archiveOf(tree: FileTree, path: ByteString, filter?: PathFilter): Uint8Array {
  const parts: Uint8Array[] = []
  dumpNar(tree, path, (bytes) => parts.push(bytes), filter)
  return Buffer.concat(parts)
}

/** A tree of one file. */
function fileOf(text: ByteString): FileTree {
  const none = (): never => {
    throw new Error('a file has no such thing')
  }
  return {
    lstat: () => ({ type: 'regular', executable: false }),
    readFile: () => bufferOf(text),
    readDir: none,
    readLink: none,
  }
}
