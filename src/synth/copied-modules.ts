import { dirname, join, resolve } from 'node:path'
import { type ParseResult, parseNix } from '../nix/parse/index.ts'
import { readNames } from './raw-names.ts'

/** A file of Nix that is copied, and one that it needs beside it. */
export interface CopiedModule {
  /** Absolute; a folder where that is what is named. */
  readonly file: string
  /** What it says, where it can be read. */
  readonly text: string | undefined
  /** The file of Nix that it says this in, and what it is as Nix; nothing where it is something else. */
  readonly nix?: { readonly file: string; readonly parsed: ParseResult }
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
    const nixFile = inFolder === undefined ? at : join(at, 'default.nix')
    if (text === undefined || !nixFile.endsWith('.nix')) {
      found.set(at, { file: at, text })
      return
    }
    const parsed = parseNix(text)
    found.set(at, { file: at, text, nix: { file: nixFile, parsed } })
    if ('error' in parsed) return
    for (const path of readNames(parsed.expression).paths) visit(resolve(dirname(nixFile), path), false)
  }
  visit(file, true)
  return [...found.values()]
}
