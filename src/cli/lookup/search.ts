import type { OptionFacts } from '../../catalog/facts.ts'
import { rank } from '../../catalog/search.ts'
import { showPath } from '../../modules/show-path.ts'
import { distance } from '../text/nearest.ts'
import type { Declared, Origin } from './origins.ts'

/** An option that fits the words of a search. */
export interface Hit extends Declared {
  readonly origin: Origin
  readonly score: number
}

/** What fits all the words, best first. */
export function searchOptions(origins: readonly Origin[], words: readonly string[]): readonly Hit[] {
  const wanted = words.map((word) => word.toLowerCase())
  const hits: Hit[] = []
  for (const origin of origins) {
    for (const option of origin.list()) {
      const score = rank(option, wanted)
      if (score === undefined) continue
      const { facts } = option
      hits.push({ ...option, origin, score: score + standing(origin, facts) })
    }
  }
  return hits.sort((a, b) => b.score - a.score || (showPath(a.path) < showPath(b.path) ? -1 : 1))
}

/** The fleet's own options come first; what should not be used any more, or by nobody but NixOS, later. */
function standing(origin: Origin, facts: OptionFacts | undefined): number {
  if (origin.id === 'module') return 20
  if (facts?.removed || facts?.aliasOf !== undefined) return -40
  return facts?.internal || facts?.hidden ? -15 : 0
}

/** Paths that a wrong one may stand for: with one name mistyped, or with the same last names elsewhere. At most three. */
export function meantPaths(path: readonly string[], origins: readonly Origin[]): readonly string[] {
  const wanted = showPath(path).toLowerCase()
  const last = path.at(-1)!.toLowerCase()
  const limit = Math.max(1, Math.floor(wanted.length / 8))
  const near: { readonly path: string; readonly far: number }[] = []
  for (const origin of origins) {
    for (const option of origin.list()) {
      if (option.facts?.removed) continue
      const shown = showPath(option.path)
      if (Math.abs(shown.length - wanted.length) > limit) {
        if (path.length > 1 && endsAlike(option.path, path)) near.push({ path: shown, far: limit + 1 })
        else if (path.length === 1 && option.path.at(-1)!.toLowerCase() === last)
          near.push({ path: shown, far: 1 + option.path.length })
        continue
      }
      const far = distance(wanted, shown.toLowerCase())
      if (far <= limit) near.push({ path: shown, far })
      else if (endsAlike(option.path, path)) near.push({ path: shown, far: limit + 1 })
    }
  }
  near.sort((a, b) => a.far - b.far || a.path.length - b.path.length)
  return [...new Set(near.map((each) => each.path))].slice(0, 3)
}

/** Whether the last two names are the same. */
function endsAlike(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1) && a.at(-2) === b.at(-2)
}
