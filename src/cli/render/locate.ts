import type { Diagnostic, DiagnosticPlace } from '../../fleet/problem.ts'
import type { Place } from '../../modules/option-type.ts'
import type { Files } from '../files.ts'

/**
 * The diagnostics with the places of the very values they speak of. The source is read and parsed for those alone
 * that ask for it.
 */
export async function locateAll(
  diagnostics: readonly Diagnostic[],
  files: Files,
): Promise<readonly Diagnostic[]> {
  if (!diagnostics.some(({ at }) => at.some(asks))) return diagnostics
  const locate = await placeLocator(files)
  return diagnostics.map((diagnostic) => ({ ...diagnostic, at: diagnostic.at.map(locate) }))
}

/** Gives a place with the line and column of its `valuePath`. */
export async function placeLocator(files: Files): Promise<(place: DiagnosticPlace) => DiagnosticPlace> {
  const { locateValue } = await import('../../fleet/locate.ts')
  const known = new Map<string, Place>()
  return (place) => {
    if (!asks(place)) return place
    const { valuePath, ...rest } = place
    const key = JSON.stringify([place.file, place.line, place.column, valuePath])
    let found = known.get(key)
    if (found === undefined) {
      const source = files.read(place.file)
      found = rest
      for (const path of source === undefined ? [] : writtenPaths(valuePath)) {
        found = locateValue(source!, rest, path)
        if (found.line !== rest.line || found.column !== rest.column) break
      }
      known.set(key, found)
    }
    return { ...rest, line: found.line, column: found.column }
  }
}

/** How an option may be written in a definition: `disks` and `home` leave out where their options belong. */
function writtenPaths(path: readonly string[]): readonly (readonly string[])[] {
  if (path[0] === 'disko' && path[1] === 'devices') return [path, path.slice(2)]
  return path[0] === 'home-manager' && path[1] === 'users' ? [path, path.slice(3)] : [path]
}

function asks(place: DiagnosticPlace): place is DiagnosticPlace & { readonly valuePath: readonly string[] } {
  return place.valuePath !== undefined && place.valuePath.length > 0
}
