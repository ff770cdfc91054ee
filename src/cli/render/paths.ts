import { relative } from 'node:path'
import type { Place } from '../../modules/option-type.ts'

/** The file as seen from the directory; absolute where it lies far away. */
export function shownFile(file: string, directory: string): string {
  const path = relative(directory, file)
  return path.startsWith('../../..') ? file : path
}

/** `hosts/web/default.ts:12:7`, which terminals and editors open. */
export function shownPlace(place: Place, directory: string): string {
  return `${shownFile(place.file, directory)}:${place.line}:${place.column}`
}
