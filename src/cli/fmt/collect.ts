import { join } from 'node:path'
import type { Files } from '../files.ts'

/** Folders whose files are not the user's. */
const foreign: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** The Nix files in a folder and all below it, sorted. Links are not followed. */
export function nixFilesIn(folder: string, files: Files): readonly string[] {
  const found: string[] = []
  const todo = [folder]
  for (let next = todo.pop(); next !== undefined; next = todo.pop())
    for (const name of files.list(next)) {
      const path = join(next, name)
      if (files.isLink(path)) continue
      if (files.isFolder(path)) {
        if (!foreign.has(name)) todo.push(path)
      } else if (name.endsWith('.nix')) found.push(path)
    }
  return found.sort()
}
