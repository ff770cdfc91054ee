import type { DiagnosticPlace } from '../fleet/problem.ts'
import { lineAndColumn } from '../nix/parse/errors.ts'
import type { NixPlace } from './engine.ts'
import { offsetOf, type ValueAt, valueAt } from './flake-value.ts'
import { oneLine } from './one-line.ts'
import type { Origins } from './origins.ts'
import { isBelow } from './paths.ts'
import type { Said } from './said.ts'

/** The lines of the fleet behind a place in a file of the flake, and the option that stands there. */
export function placesAt(
  place: NixPlace,
  all: readonly Said[],
  origins: Origins,
): { readonly option?: readonly string[] | undefined; readonly at: readonly DiagnosticPlace[] } {
  const { flake, root } = origins
  if (!place.file.startsWith(`${flake}/`)) return { at: [] }
  const file = place.file.slice(flake.length + 1)
  const text = origins.read(file)
  if (text === undefined) return { at: [] }
  const offset = offsetIn(text, place)
  const own = ownPlace(file, text, offset, origins)
  if (own !== undefined) return { at: [own] }
  const value = valueAt(text, offset)
  if (value === undefined) return { at: [] }
  const said = saidAt(
    value,
    text,
    all.filter((one) => one.file === file),
  )
  const at = said.flatMap(({ at, option, outside }): readonly DiagnosticPlace[] => {
    if (at === undefined) return []
    const range = value.ranges[option.length - outside]
    const spot = range && {
      kind: 'printed' as const,
      text: text.slice(range.start, range.end),
      offset: offset - range.start,
    }
    const valuePath = value.path.length > option.length - outside ? value.path : option.slice(outside)
    return [{ ...at, file: `${root}/${at.file}`, valuePath, ...(spot && { spot }) }]
  })
  return { option: said[0]?.option, at }
}

/** Where a file that is the user's own says an option. */
export function filePlace(
  file: string,
  option: readonly string[],
  origins: Origins,
): DiagnosticPlace | undefined {
  const text = origins.read(file)
  const offset = text === undefined ? undefined : offsetOf(text, option)
  return offset === undefined ? undefined : ownPlace(file, text!, offset, origins)
}

/** A place in a file that is the user's as it is: one that is copied, or the text of a module. */
function ownPlace(
  file: string,
  text: string,
  offset: number,
  { copied, given }: Origins,
): DiagnosticPlace | undefined {
  const original = copied(file)
  if (original !== undefined) return { file: original, ...lineAndColumn(text, offset) }
  const call = given(file)
  return (
    call && { ...call, valuePath: [], spot: { kind: 'nix', text, hole: '', start: offset, end: offset + 1 } }
  )
}

/**
 * The definitions of a file that stand there: those of the option itself or, where the place is around options, of all in
 * it. Of several of one option, those that read like what stands there.
 */
function saidAt({ path, ranges }: ValueAt, text: string, all: readonly Said[]): readonly Said[] {
  const names = ({ option, outside }: Said): readonly string[] => option.slice(outside)
  const around = all.filter((said) => isBelow(path, names(said)))
  const longest = Math.max(0, ...around.map((said) => names(said).length))
  const same = around.filter((said) => names(said).length === longest)
  if (same.length === 0) return path.length === 0 ? [] : all.filter((said) => isBelow(names(said), path))
  const range = ranges[longest]
  const here = range === undefined ? '' : oneLine(text.slice(range.start, range.end))
  const equal = same.filter((said) => oneLine(said.text) === here)
  if (equal.length > 0) return equal
  const holding = same.filter((said) => here !== '' && oneLine(said.text).includes(here))
  return holding.length > 0 ? holding : same
}

/** Nix counts the columns of a line in bytes. */
function offsetIn(text: string, { line, column }: NixPlace): number {
  let begin = 0
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', begin)
    if (end < 0) return text.length
    begin = end + 1
  }
  const bytes = Buffer.from(text.slice(begin).split('\n', 1)[0]!)
  return begin + bytes.subarray(0, column - 1).toString().length
}
