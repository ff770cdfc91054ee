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
