import { dirname, join, resolve } from 'node:path'
import { readNames } from './raw-names.ts'

/** A file of Nix that is copied, and one that it needs beside it. */
export interface CopiedModule {
  /** Absolute; a folder where that is what is named. */
  readonly file: string
  /** What it says, where it can be read. */
  readonly text: string | undefined
}

/** The file, and all files and folders of modules that it names by a relative path, and that these name. */
export function copiedModules(
  file: string,
  readText: (file: string) => string | undefined,
): readonly CopiedModule[] {
  const found = new Map<string, CopiedModule>()
  const visit = (at: string, required: boolean): void => {
    if (found.has(at)) return
    const own = readText(at)
    const inFolder = own === undefined ? readText(join(at, 'default.nix')) : undefined
    const text = own ?? inFolder
    if (text === undefined && !required) return
    found.set(at, { file: at, text })
    const folder = inFolder === undefined ? dirname(at) : at
    if (text === undefined || !(at.endsWith('.nix') || inFolder !== undefined)) return
    for (const path of readNames(text).paths) visit(resolve(folder, path), false)
  }
  visit(file, true)
  return [...found.values()]
}
