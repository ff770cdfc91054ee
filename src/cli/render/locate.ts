import type { Diagnostic, DiagnosticPlace } from '../../fleet/problem.ts'
import type { Place } from '../../modules/option-type.ts'
import type { Files } from '../files.ts'

/**
 * The diagnostics with the places of the very values they speak of, and with `fixes` also with the edits that make them
 * go away. The source is read and parsed for those alone that ask for it.
 */
export async function locateAll(
  diagnostics: readonly Diagnostic[],
  files: Files,
  fixes = false,
): Promise<readonly Diagnostic[]> {
  if (!diagnostics.some(({ at, change }) => change !== undefined || at.some(asks))) return diagnostics
  const locate = await placeLocator(files)
  const { fixOf } = await import('../fix/fix-of.ts')
  return diagnostics.map((diagnostic) => {
    const { change: _, ...shown } = diagnostic
    const fix = fixes ? fixOf(diagnostic, files) : undefined
    return { ...shown, at: diagnostic.at.map(locate), ...(fix === undefined ? {} : { fix }) }
  })
}

/** Gives a place with the line and column of its `valuePath`, or of the name that is meant inside it. */
export async function placeLocator(files: Files): Promise<(place: DiagnosticPlace) => DiagnosticPlace> {
  const { locateValue, positionOf } = await import('../../fleet/locate.ts')
  const { locateNames } = await import('../../fleet/locate-name.ts')
  const known = new Map<string, Place>()
  const find = (place: DiagnosticPlace & { readonly valuePath: readonly string[] }): Place => {
    const { valuePath, spot, ...rest } = place
    const source = files.read(place.file)
    if (source === undefined) return rest
    const [name] = spot === undefined ? [] : locateNames(source, rest, valuePath, spot)
    if (name !== undefined) return { ...rest, ...positionOf(source, name.start) }
    for (const path of writtenPaths(valuePath)) {
      const found = locateValue(source, rest, path)
      if (found.line !== rest.line || found.column !== rest.column) return found
    }
    return rest
  }
  return (place) => {
    const { valuePath: _, spot, ...rest } = place
    if (!asks(place)) return rest
    const key = JSON.stringify([place.file, place.line, place.column, place.valuePath, spot])
    const { line, column } = known.get(key) ?? find(place)
    known.set(key, { file: place.file, line, column })
    return { ...rest, line, column }
  }
}

/** How an option may be written in a definition: `disks` and `home` leave out where their options belong. */
function writtenPaths(path: readonly string[]): readonly (readonly string[])[] {
  if (path[0] === 'disko' && path[1] === 'devices') return [path, path.slice(2)]
  return path[0] === 'home-manager' && path[1] === 'users' ? [path, path.slice(3)] : [path]
}

function asks(place: DiagnosticPlace): place is DiagnosticPlace & { readonly valuePath: readonly string[] } {
  if (place.file.endsWith('.nix')) return false
  return place.valuePath !== undefined && (place.valuePath.length > 0 || place.spot !== undefined)
}
