import type { Change, Spot } from '../../fleet/problem.ts'
import type { Place } from '../../modules/option-type.ts'
import { renameKey } from './rename-key.ts'
import { renameInFile, renameName } from './rename-name.ts'
import { replaceValue } from './replace-value.ts'

/** A part of a file that is replaced: offsets in its text, counted in UTF-16 as JavaScript counts. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What to replace in a source, or why nothing can be. */
export type Edits = { readonly edits: readonly Edit[] } | { readonly reason: string }

/** Where a change is to be made: the definition's call, the part of its value, and the name in it. */
export interface Target {
  readonly place: Place
  readonly valuePath: readonly string[]
  readonly spot?: Spot | undefined
}

/** The edits that make a change in one source file. They do not overlap, and stand in the order of the text. */
export function editsFor(source: string, target: Target, change: Change): Edits {
  const found = editsOf(source, target, change)
  if ('reason' in found) return found
  const edits = [...found.edits].sort((a, b) => a.start - b.start)
  const overlap = edits.some((edit, index) => index > 0 && edit.start < edits[index - 1]!.end)
  return overlap ? { reason: 'the parts to change lie one in another' } : { edits }
}

function editsOf(source: string, target: Target, change: Change): Edits {
  switch (change.kind) {
    case 'key':
      return renameKey(source, target.place, change.from, change.to)
    case 'value':
      return replaceValue(source, target.place, target.valuePath, change)
    case 'name':
      return target.place.file.endsWith('.nix')
        ? renameInFile(source, target.spot, change)
        : renameName(source, target, change)
  }
}

/** A text with edits made, which stand in its order. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (text, { start, end, text: other }) => text.slice(0, start) + other + text.slice(end),
    source,
  )
}
