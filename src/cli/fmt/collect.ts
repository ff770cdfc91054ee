import { join } from 'node:path'
import type { Files } from '../files.ts'

/** Folders whose files are not the user's. */
const foreign: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** What was found in a folder. */
export interface Found {
  readonly nixFiles: readonly string[]
  /** Folders that cannot be looked into, and why. */
  readonly closed: readonly { readonly folder: string; readonly reason: string }[]
}

/** The Nix files in a folder and all below it. Links are not followed. */
export function nixFilesIn(folder: string, files: Files): Found {
  const nixFiles: string[] = []
  const closed: { folder: string; reason: string }[] = []
  const todo = [folder]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    let names: readonly string[] = []
    try {
      names = files.list(next)
    } catch (error) {
      closed.push({ folder: next, reason: (error as Error).message })
    }
    for (const name of names) {
      const path = join(next, name)
      if (files.isLink(path)) continue
      if (files.isFolder(path)) {
        if (!foreign.has(name)) todo.push(path)
      } else if (name.endsWith('.nix') && files.isFile(path)) nixFiles.push(path)
    }
  }
  return { nixFiles, closed }
}
