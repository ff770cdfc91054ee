import type { Definition, Path } from '../../modules/index.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'

/** First names, and the second names below each. */
type Roots = Map<string, Set<string>>

/** Stands for any name, where only Nix knows which there are. */
const any = '*'

/**
 * Whether a host may say anything below a path, judged by its first two names: as they were written, and as they are
 * called where an old name leads. A host speaks of few of the thousand services that rules would ask for, and the
 * catalog need not be opened for the others.
 */
export function rootsOf(definitions: readonly Definition[], said: Iterable<Path>): (path: Path) => boolean {
  const roots: Roots = new Map()
  for (const { value } of definitions) addNames(value, (first, inner) => addNames(inner, addTo(roots, first)))
  for (const [first, second] of said) if (first !== undefined) addTo(roots, first)(second ?? any)
  return ([first, second]) => {
    if (roots.has(any)) return true
    const below = first === undefined ? undefined : roots.get(first)
    return below !== undefined && (second === undefined || below.has(second) || below.has(any))
  }
}

function addTo(roots: Roots, first: string): (second: string) => void {
  const known = roots.get(first) ?? new Set<string>()
  roots.set(first, known)
  return (second) => known.add(second)
}

/** Gives the names of a set through its properties. */
function addNames(value: unknown, give: (name: string, inner: unknown) => void): void {
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) addNames(content, give)
    else if (data.kind !== 'definition') addNames(data.content, give)
  } else if (isAttrs(value)) {
    for (const name of Object.keys(value)) give(name, (value as { readonly [name: string]: unknown })[name])
  } else {
    give(any, undefined)
  }
}
