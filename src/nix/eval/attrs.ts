import { emptyShape, isMuchSmaller, type Shape, shapeOf } from './shapes.ts'
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
  const size = entries.length
  if (size === 0 && self === 0) return emptyAttrs
  const sorted = isSorted(entries) ? entries : entries.toSorted((a, b) => a.name - b.name)
  const names = new Array<SymbolId>(size)
  const values = new Array<Slot>(size)
  let placed = self !== 0
  for (let index = 0; index < size; index++) {
    const entry = sorted[index]!
    names[index] = entry.name
    values[index] = entry.value
    if (entry.place !== undefined && entry.place !== 0) placed = true
  }
  const shape = shapeOf(names)
  const places = placed
    ? placeList(
        shape,
        sorted.map(({ place = 0 }) => place),
        self,
      )
    : undefined
  return new Attrs(shape, values, places)
}

function isSorted(entries: readonly Entry[]): boolean {
  for (let index = 1; index < entries.length; index++)
    if (entries[index - 1]!.name > entries[index]!.name) return false
  return true
}

export function placeList(shape: Shape, list: readonly number[], self: number): PlaceList {
  return { kind: 'list', shape, list, self }
}

/** A set of what a map has, in any order, without places. */
export function attrsOfMap<T>(
  map: ReadonlyMap<SymbolId, T>,
  value: (item: T, name: SymbolId) => Slot,
): Attrs {
  const names = [...map.keys()].sort((a, b) => a - b)
  const values = new Array<Slot>(names.length)
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!
    values[index] = value(map.get(name)!, name)
  }
  return new Attrs(shapeOf(names), values, undefined)
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

export function attrPlace({ places, shape }: Attrs, index: number): number {
  if (places === undefined) return 0
  if (places.kind === 'list' && places.shape === shape) return places.list[index]!
  return placeOfName(places, shape.symbols[index]!)
}

/** The place of the set itself. */
export function ownPlace({ places, shape }: Attrs): number {
  return places?.kind === 'list' && places.shape === shape ? places.self : 0
}

function placeOfName(places: Places, name: SymbolId): number {
  let at: Places | undefined = places
  while (at?.kind === 'merged') at = at.over.find(name) >= 0 ? at.right : at.left
  return at?.list[at.shape.find(name)] ?? 0
}

/** So many merges are looked through. A set that grows in a loop would keep all that it was otherwise. */
const deepest = 6

/** `under // over` */
export function update(under: Attrs, over: Attrs): Attrs {
  if (over.values.length === 0) return under
  if (under.values.length === 0) return over
  const shape = under.shape.merge(over.shape)
  return new Attrs(shape, mergeValues(under, over, shape), mergePlaces(under.places, over, shape))
}

function mergeValues(under: Attrs, over: Attrs, { symbols }: Shape): Slot[] {
  const left = under.values
  const right = over.values
  const size = symbols.length
  // Both sets are the better off if a thunk of one is replaced by its value in the other, too.
  if (size === right.length) return right
  const rightSymbols = over.shape.symbols
  if (size === left.length && isMuchSmaller(right.length, size)) {
    const values = left.slice()
    for (let index = 0; index < right.length; index++)
      values[under.shape.find(rightSymbols[index]!)] = right[index]!
    return values
  }
  const leftSymbols = under.shape.symbols
  const values = new Array<Slot>(size)
  let i = 0
  let j = 0
  for (let index = 0; index < size; index++) {
    const name = symbols[index]!
    if (rightSymbols[j] === name) {
      values[index] = right[j++]!
      if (leftSymbols[i] === name) i++
    } else values[index] = left[i++]!
  }
  return values
}

function mergePlaces(left: Places | undefined, over: Attrs, shape: Shape): Places | undefined {
  const right = over.places
  if (left === undefined && right === undefined) return undefined
  const depth = 1 + Math.max(depthOf(left), depthOf(right))
  const merged: MergedPlaces = { kind: 'merged', left, right, over: over.shape, depth }
  if (depth <= deepest) return merged
  return placeList(
    shape,
    shape.symbols.map((name) => placeOfName(merged, name)),
    0,
  )
}

function depthOf(places: Places | undefined): number {
  return places?.kind === 'merged' ? places.depth : 0
}

/** The set of those attributes whose indices, ascending, are given. */
export function pick(attrs: Attrs, indices: readonly number[]): Attrs {
  const size = indices.length
  if (size === attrs.values.length) return attrs
  const { symbols } = attrs.shape
  const names = new Array<SymbolId>(size)
  const values = new Array<Slot>(size)
  for (let index = 0; index < size; index++) {
    const at = indices[index]!
    names[index] = symbols[at]!
    values[index] = attrs.values[at]!
  }
  return new Attrs(shapeOf(names), values, attrs.places)
}

/** The set without those attributes whose indices, ascending, are given. */
export function drop(attrs: Attrs, indices: readonly number[]): Attrs {
  if (indices.length === 0) return attrs
  const { symbols } = attrs.shape
  const size = symbols.length - indices.length
  const names = new Array<SymbolId>(size)
  const values = new Array<Slot>(size)
  let dropped = 0
  for (let at = 0; at < symbols.length; at++) {
    if (indices[dropped] === at) {
      dropped++
      continue
    }
    names[at - dropped] = symbols[at]!
    values[at - dropped] = attrs.values[at]!
  }
  return new Attrs(shapeOf(names), values, attrs.places)
}
