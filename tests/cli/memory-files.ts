import { posix } from 'node:path'
import type { Files } from '../../src/cli/files.ts'

/** Files that exist in memory alone, for tests. */
export function memoryFiles(initial: {
  readonly [path: string]: string
}): Files & { readonly all: Map<string, string> } {
  const all = new Map(Object.entries(initial))
  const below = (path: string): readonly string[] =>
    [...all.keys()].filter((file) => file.startsWith(`${path}/`))
  return {
    all,
    read: (path) => all.get(path),
    bytes: (path) => new TextEncoder().encode(all.get(path)),
    isFile: (path) => all.has(path),
    isLink: () => false,
    isFolder: (path) => below(path).length > 0,
    list: (path) => [...new Set(below(path).map((file) => posix.relative(path, file).split('/')[0]!))].sort(),
    write: (contents) => {
      for (const [path, content] of contents)
        all.set(path, typeof content === 'string' ? content : Buffer.from(content).toString('latin1'))
    },
    replace: (path, text) => void all.set(path, text),
    changed: (path) => (all.has(path) ? 0 : undefined),
  }
}
