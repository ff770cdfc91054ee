import { compareNames } from './plain.ts'

/** How many letters differ: inserted, left out, replaced. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/**
 * The three nearest names; among a hundred or more only those within two edits. So does the module system
 * of nixpkgs since October 2025.
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  const sorted = [...candidates].sort(compareNames)
  const near =
    sorted.length < 100
      ? sorted
      : sorted.filter(
          (candidate) => Math.abs(candidate.length - name.length) <= 2 && editDistance(name, candidate) <= 2,
        )
  return near
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** How far apart two names are: letters inserted, left out, replaced, or two that changed places. More than `limit` is one more. */
export function typingDistance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(row[j - 1]! + (same ? 0 : 1), row[j]! + 1, next[j - 1]! + 1)
      if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      next.push(cost)
      best = Math.min(best, cost)
    }
    if (best > limit) return limit + 1
    before = row
    row = next
  }
  return row[b.length]!
}

/** A name that may be meant, and how far it is from what was written; less than one where only case or dashes differ. */
export interface Similar {
  readonly name: string
  readonly distance: number
}

/**
 * The names that may be meant by a word that is none of them, nearest first: at most three, and only such as a slip of
 * the fingers or of memory explains. Short words have few letters to be wrong, and
 * the first is not.
 */
export function similar(word: string, candidates: Iterable<string>): readonly Similar[] {
  const limit = word.length < 3 ? 0 : word.length < 6 ? 1 : word.length < 12 ? 2 : 3
  const isShort = word.length < 6
  const plain = withoutStyle(word)
  const found: Similar[] = []
  for (const name of candidates) {
    if (Math.abs(name.length - word.length) > limit + 2 || (isShort && name[0] !== word[0])) continue
    const distance = withoutStyle(name) === plain ? 0.5 : distanceWithin(word, name, limit)
    if (distance <= limit || distance < 1) found.push({ name, distance })
  }
  found.sort((a, b) => a.distance - b.distance || compareNames(a.name, b.name))
  return found.filter(({ distance }) => distance <= found[0]!.distance + 0.5).slice(0, 3)
}

/** The one name that is meant beyond doubt: no other is as near. */
export function meant(word: string, candidates: Iterable<string>): string | undefined {
  const [first, second] = similar(word, candidates)
  return first !== undefined && (second === undefined || first.distance < second.distance)
    ? first.name
    : undefined
}

/** Names that end in another number are other things, not slips: `python312` and `python313`. */
function distanceWithin(word: string, name: string, limit: number): number {
  const distance = typingDistance(word, name, limit)
  return distance <= limit && word.replaceAll(/\d/g, '') === name.replaceAll(/\d/g, '') ? limit + 1 : distance
}

function withoutStyle(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '')
}
