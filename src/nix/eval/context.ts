/**
 * What a string refers to in the store. An element is written as Nix writes it: `path` for the path itself,
 * `!output!path.drv` for an output of a derivation, `=path.drv` for a derivation with all that it needs.
 * Contexts with the same elements are one object, so that strings share them and unions are looked up.
 */
export class Context {
  /** Numbers of elements, sorted. */
  readonly ids: readonly number[]
  readonly unions: Map<Context, Context> = new Map()

  constructor(ids: readonly number[]) {
    this.ids = ids
  }

  /** The elements, in the order in which they came up. */
  elements(): readonly string[] {
    return this.ids.map((id) => elementNames[id]!)
  }
}

const elementIds = new Map<string, number>()
const elementNames: string[] = []
const table = new Map<number, Context[]>()

export const noContext: Context = new Context([])

function elementId(element: string): number {
  const known = elementIds.get(element)
  if (known !== undefined) return known
  const id = elementNames.length
  elementNames.push(element)
  elementIds.set(element, id)
  return id
}

export function contextOf(elements: readonly string[]): Context {
  if (elements.length === 1) return intern([elementId(elements[0]!)])
  const ids = [...new Set(elements.map(elementId))].sort((a, b) => a - b)
  return intern(ids)
}

function intern(ids: readonly number[]): Context {
  if (ids.length === 0) return noContext
  let hash = ids.length
  for (let index = 0; index < ids.length; index++) hash = (Math.imul(hash, 31) + ids[index]!) | 0
  const bucket = table.get(hash)
  if (bucket === undefined) {
    const context = new Context(ids)
    table.set(hash, [context])
    return context
  }
  const same = bucket.find((other) => sameIds(other.ids, ids))
  if (same) return same
  const context = new Context(ids)
  bucket.push(context)
  return context
}

function sameIds(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}

export function union(one: Context, other: Context): Context {
  if (one === other || other === noContext) return one
  if (one === noContext) return other
  const known = one.unions.get(other)
  if (known) return known
  const result = intern(mergeIds(one.ids, other.ids))
  one.unions.set(other, result)
  return result
}

function mergeIds(left: readonly number[], right: readonly number[]): readonly number[] {
  const ids: number[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const a = left[i]!
    const b = right[j]!
    ids.push(Math.min(a, b))
    if (a <= b) i++
    if (b <= a) j++
  }
  while (i < left.length) ids.push(left[i++]!)
  while (j < right.length) ids.push(right[j++]!)
  return ids
}
