import { emptyShape, type MergePlan, shapeOf } from './shapes.ts'
import { type SymbolId, symbol } from './symbols.ts'
import { Attrs, type MergedPlaces, type PlaceList, type Places, type Slot } from './values.ts'

export const emptyAttrs: Attrs = new Attrs(emptyShape, [], undefined)

export interface Entry {
  readonly name: SymbolId
  readonly value: Slot
  readonly place?: number
}

/** A set of entries with different names, in any order. */
export function attrsOf(entries: readonly Entry[], self = 0): Attrs {
  if (entries.length === 0 && self === 0) return emptyAttrs
  const sorted = entries.toSorted((a, b) => a.name - b.name)
  const names: SymbolId[] = []
  const values: Slot[] = []
  const list: number[] = []
  let placed = self !== 0
  for (const { name, value, place = 0 } of sorted) {
    names.push(name)
    values.push(value)
    list.push(place)
    if (place !== 0) placed = true
  }
  return new Attrs(shapeOf(names), values, placed ? placeList(list, self) : undefined)
}

export function placeList(list: readonly number[], self: number): PlaceList {
  return { kind: 'list', list, self }
}

/** A set from names as text. */
export function attrsFrom(values: Readonly<Record<string, Slot>>): Attrs {
  return attrsOf(Object.entries(values).map(([name, value]) => ({ name: symbol(name), value })))
}

/** The slot of a name. */
export function attr(attrs: Attrs, name: SymbolId): Slot | undefined {
  const index = attrs.shape.find(name)
  return index < 0 ? undefined : attrs.values[index]
}

export function attrPlace(attrs: Attrs, index: number): number {
  return placeAt(attrs.places, index)
}

/** The place of the set itself. */
export function ownPlace({ places }: Attrs): number {
  return places?.kind === 'list' ? places.self : 0
}

function placeAt(places: Places | undefined, index: number): number {
  let at = places
  let inner = index
  while (at?.kind === 'merged') {
    const source = at.sources[inner]!
    at = source >= 0 ? at.left : at.right
    inner = source >= 0 ? source : ~source
  }
  return at?.list[inner] ?? 0
}

/** So many merges are looked through. A set that grows in a loop would keep all that it was otherwise. */
const deepest = 6

/** `under // over` */
export function update(under: Attrs, over: Attrs): Attrs {
  if (over.values.length === 0) return under
  if (under.values.length === 0) return over
  const plan = under.shape.merge(over.shape)
  const { shape, sources } = plan
  const size = sources.length
  const values = new Array<Slot>(size)
  const left = under.values
  const right = over.values
  for (let index = 0; index < size; index++) {
    const source = sources[index]!
    values[index] = source >= 0 ? left[source]! : right[~source]!
  }
  return new Attrs(shape, values, mergePlaces(under.places, over.places, plan))
}

function mergePlaces(
  left: Places | undefined,
  right: Places | undefined,
  plan: MergePlan,
): Places | undefined {
  if (left === undefined && right === undefined) return undefined
  // The sides of a merge are nearly always those of the last merge by this plan.
  const { lastPlaces: last, sources } = plan
  if (last !== undefined && last.left === left && last.right === right) return last
  const depth = 1 + Math.max(depthOf(left), depthOf(right))
  if (depth <= deepest) {
    const merged: MergedPlaces = { kind: 'merged', left, right, sources, depth }
    plan.lastPlaces = merged
    return merged
  }
  const list = sources.map((source) => (source >= 0 ? placeAt(left, source) : placeAt(right, ~source)))
  return placeList(list, 0)
}

function depthOf(places: Places | undefined): number {
  return places?.kind === 'merged' ? places.depth : 0
}

/** The set of those attributes whose indices, ascending, are given. */
export function pick(attrs: Attrs, indices: readonly number[]): Attrs {
  if (indices.length === attrs.values.length) return attrs
  const { places } = attrs
  const names: SymbolId[] = []
  const values: Slot[] = []
  for (const index of indices) {
    names.push(attrs.shape.symbols[index]!)
    values.push(attrs.values[index]!)
  }
  const list = places && indices.map((index) => placeAt(places, index))
  return new Attrs(shapeOf(names), values, list && placeList(list, 0))
}
