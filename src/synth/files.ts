import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { PlaceSource } from '../fleet/place.ts'
import type { Diagnostic } from '../fleet/problem.ts'

/** What becomes of one path of the flake. */
export type FlakeFile = { readonly text: string } | { readonly copyFrom: string }

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
  return {
    add(path, file, what, place = () => undefined) {
      const other = files.get(path)
      if (other === undefined) files.set(path, { file, what, place })
      else if (!sameFile(other.file, file)) {
        report({
          code: 'file-taken',
          severity: 'error',
          message: `${capitalized(other.what)} and ${what} both become the file ${path} of the flake.`,
          at: [place() ?? [], other.place() ?? []].flat(),
          hint: 'Give one of them another name.',
        })
      }
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
