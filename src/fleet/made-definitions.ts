import { callPlace, type PlaceSource } from './place.ts'

let made = 0

/** Where a definition is made. Counts it, too. */
export function definitionPlace(frames?: number): PlaceSource {
  made += 1
  return callPlace(frames)
}

/** How many definitions were made so far. A function that makes some and returns nothing has forgotten its `return`. */
export function definitionsMade(): number {
  return made
}
