import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '../fleet/problem.ts'

/** What becomes of one path of the flake. */
export type FlakeFile = { readonly text: string } | { readonly copyFrom: string }

/** The files of a flake while it is made. */
export interface FileSet {
  /** Says so if the path is taken by something else. */
  add(path: string, file: FlakeFile, what: string): void
  has(path: string): boolean
  /** In the order of their names. */
  readonly all: () => ReadonlyMap<string, FlakeFile>
}

export function makeFileSet(report: (diagnostic: Diagnostic) => void): FileSet {
  const files = new Map<string, { readonly file: FlakeFile; readonly what: string }>()
  return {
    add(path, file, what) {
      const other = files.get(path)
      if (other === undefined) files.set(path, { file, what })
      else if (!sameFile(other.file, file)) {
        report({
          code: 'file-taken',
          severity: 'error',
          message: `${capitalized(other.what)} and ${what} both become the file ${path} of the flake.`,
          at: [],
          hint: 'Give one of them another name.',
        })
      }
    },
    has: (path) => files.has(path),
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
