import { attrsOf } from './attrs.ts'
import { placeOf } from './places.ts'
import { known } from './symbols.ts'
import type { Value } from './values.ts'

/** A place as a value: null for what stands in no file. */
export function placeValue(place: number): Value {
  const found = placeOf(place)
  if (found === undefined || found.origin.kind !== 'file') return null
  return attrsOf([
    { name: known.file, value: found.origin.path },
    { name: known.line, value: found.line },
    { name: known.column, value: found.column },
  ])
}
