import { locateNames, type Selection } from '../../fleet/locate-name.ts'
import type { Change, Spot } from '../../fleet/problem.ts'
import { showName } from '../../modules/show-path.ts'
import type { Edit, Edits, Target } from './edits.ts'
import { selection } from './text.ts'

type Rename = Extract<Change, { readonly kind: 'name' }>

/** Renames what is selected from `pkgs`, `lib` or `builtins`, in TypeScript or in a template of Nix. */
export function renameName(source: string, { place, valuePath, spot }: Target, change: Rename): Edits {
  const places = spot === undefined ? [] : locateNames(source, place, valuePath, spot)
  if (places.length === 0) return { reason: 'the name is not written where it is used' }
  const edits = places.map((found) =>
    found.kind === 'nix' ? inNix(found, change) : inTypeScript(source, found, change),
  )
  return edits.includes(undefined)
    ? { reason: 'the name is put together in another way' }
    : { edits: edits as Edit[] }
}

/** Renames it in a file of Nix, where it still says what was read. */
export function renameInFile(source: string, spot: Spot | undefined, change: Rename): Edits {
  if (spot?.kind !== 'nix' || spot.text !== source) return { reason: 'the file has changed' }
  const edit = inNix(spot, change)
  return edit === undefined ? { reason: 'it is a name of another set' } : { edits: [edit] }
}

/** The last name alone is replaced, so it must be in the same set, or be the only one. */
function inNix(
  { start, end }: { readonly start: number; readonly end: number },
  { from, to }: Rename,
): Edit | undefined {
  const above = from.slice(0, -1)
  if (!above.every((name, index) => to[index] === name) || (above.length > 0 && to.length !== from.length))
    return undefined
  return { start, end, text: to.slice(above.length).map(showName).join('.') }
}

function inTypeScript(source: string, { members }: Selection, { from, to }: Rename): Edit | undefined {
  const shared = from.findIndex((name, index) => name !== to[index])
  const first = members[shared]
  const last = members.at(-1)
  if (shared < 0 || first === undefined || last === undefined) return undefined
  const open = first.computed ? '[' : '.'
  const start = source.lastIndexOf(open, first.property.start - 1)
  const between = source.slice(start, last.end)
  // A type assertion among the names would be lost.
  if (start < first.object.end || !/^[\w$.[\]'"\s!?-]+$/.test(between)) return undefined
  return { start, end: last.end, text: to.slice(shared).map(selection).join('') }
}
