/** At most five names at a distance of at most two from what was written, as Nix suggests them. */
export function bestMatches(names: readonly string[], written: string): readonly string[] {
  return names
    .map((name) => ({ name, distance: distance(written, name) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .filter(({ distance }) => distance <= 2)
    .map(({ name }) => name)
}

/** How many characters have to be added, taken away or changed to make one text of the other. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 0; i < one.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < other.length; j++)
      row.push(Math.min(before[j + 1]! + 1, row[j]! + 1, before[j]! + (one[i] === other[j] ? 0 : 1)))
    before = row
  }
  return before[other.length]!
}
