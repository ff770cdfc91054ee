import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { PlaceSource } from '../fleet/place.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { LazyText } from './lazy-text.ts'

/** What becomes of one path of the flake. */
export type FlakeFile = GivenText | { readonly copyFrom: string }

/** A text, and where it was given if it is the user's as it is. */
export interface GivenText extends LazyText {
  readonly given?: PlaceSource
}

/** The files of a flake while it is made. */
export interface FileSet {
  /** Says so if the path is taken by something else. */
  add(path: string, file: FlakeFile, what: string, place?: PlaceSource): void
  /** In the order of their names. */
  readonly all: () => ReadonlyMap<string, FlakeFile>
}

export function makeFileSet(report: (diagnostic: Diagnostic) => void): FileSet {
  const files = new Map<
    string,
    { readonly file: FlakeFile; readonly what: string; readonly place: PlaceSource }
  >()
  /** Paths by what they are where upper and lower case are the same, as macOS has it. */
  const folded = new Map<string, string>()
  return {
    add(path, file, what, place = () => undefined) {
      const taken = files.get(path)
      const fold = path.normalize('NFC').toLowerCase()
      const alike = folded.get(fold)
      // Files that are copied stand beside each other already.
      const isMixed = alike !== undefined && ('text' in file || 'text' in files.get(alike)!.file)
      const other = taken ?? (isMixed ? files.get(alike) : undefined)
      if (taken === undefined) files.set(path, { file, what, place })
      if (alike === undefined) folded.set(fold, path)
      if (other === undefined || (taken !== undefined && sameFile(other.file, file))) return
      const which =
        taken === undefined
          ? `files of the flake that differ in upper and lower case alone: ${alike} and ${path}`
          : `the file ${path} of the flake`
      report({
        code: 'file-taken',
        severity: 'error',
        message: `${capitalized(other.what)} and ${what} ${taken === undefined ? '' : 'both '}become ${which}.`,
        at: [place() ?? [], other.place() ?? []].flat(),
        hint: 'Give one of them another name.',
      })
    },
    all: () =>
      new Map(
        [...files].map(([path, { file }]) => [path, file] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
  }
}

function sameFile(a: FlakeFile, b: FlakeFile): boolean {
  return 'text' in a ? 'text' in b && a.text === b.text : 'copyFrom' in b && a.copyFrom === b.copyFrom
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The path below the root, with `/`; nothing for what lies outside of it, and `.` for the root itself. */
export function pathInside(root: string, file: string): string | undefined {
  const path = relative(resolve(root), resolve(file))
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined
  return path === '' ? '.' : path.split(sep).join('/')
}
