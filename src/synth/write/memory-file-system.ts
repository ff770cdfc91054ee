import { posix } from 'node:path'
import type { FileSystem, Kind } from './file-system.ts'

/** A file system that lives in memory: for tests, and for showing what would be written. */
export interface MemoryFileSystem extends FileSystem {
  readonly files: Map<string, Uint8Array>
  /** Texts by path. */
  snapshot(folder: string): Readonly<Record<string, string>>
  put(path: string, text: string): void
}

export function memoryFileSystem(): MemoryFileSystem {
  const files = new Map<string, Uint8Array>()
  const programs = new Set<string>()
  const folders = new Set<string>(['/'])
  const links = new Set<string>()
  const decoder = new TextDecoder()
  const kind = (path: string): Kind | undefined => {
    if (links.has(path)) return 'link'
    if (folders.has(path)) return 'folder'
    if (!files.has(path)) return undefined
    return programs.has(path) ? 'program' : 'file'
  }
  const makeFolder = (path: string): void => {
    for (let each = path; !folders.has(each); each = posix.dirname(each)) {
      if (files.has(each)) throw new Error(`ENOTDIR ${each}`)
      folders.add(each)
    }
  }
  const list = (folder: string): readonly string[] => {
    const all = [...files.keys(), ...folders, ...links].filter(
      (path) => path !== '/' && posix.dirname(path) === folder,
    )
    return all.map((path) => posix.basename(path)).sort()
  }
  const remove = (path: string): void => {
    if (!files.delete(path)) throw new Error(`ENOENT ${path}`)
    programs.delete(path)
  }
  const write = (path: string, content: Uint8Array, program: boolean): void => {
    if (!folders.has(posix.dirname(path))) throw new Error(`ENOENT ${posix.dirname(path)}`)
    if (folders.has(path)) throw new Error(`EISDIR ${path}`)
    files.set(path, content)
    programs.delete(path)
    if (program) programs.add(path)
  }
  return {
    files,
    kind,
    target: kind,
    list,
    makeFolder,
    remove,
    write,
    create(path, text) {
      if (kind(path) !== undefined) return false
      write(path, new TextEncoder().encode(text), false)
      return true
    },
    read(path) {
      const content = files.get(path)
      if (content === undefined) throw new Error(`ENOENT ${path}`)
      return content
    },
    rename(from, to) {
      const content = files.get(from)
      if (content === undefined) throw new Error(`ENOENT ${from}`)
      write(to, content, programs.has(from))
      remove(from)
    },
    removeEmptyFolder(path) {
      if (list(path).length === 0) folders.delete(path)
    },
    removeTree(path) {
      for (const each of [...files.keys()]) if (each.startsWith(`${path}/`)) remove(each)
      for (const each of [...folders]) if (each === path || each.startsWith(`${path}/`)) folders.delete(each)
    },
    snapshot(folder) {
      const inside = [...files].filter(([path]) => path.startsWith(`${folder}/`)).sort()
      return Object.fromEntries(
        inside.map(([path, content]) => [path.slice(folder.length + 1), decoder.decode(content)]),
      )
    },
    put(path, text) {
      makeFolder(posix.dirname(path))
      write(path, new TextEncoder().encode(text), false)
    },
  }
}
