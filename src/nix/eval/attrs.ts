import { emptyShape, type MergePlan, type Shape, shapeOf } from './shapes.ts'
import { type SymbolId, symbol } from './symbols.ts'
import { Attrs, MergedPlaces, type Places, type Slot } from './values.ts'

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
  const shape = shapeOf(sorted.map(({ name }) => name))
  const values = sorted.map(({ value }) => value)
  const placed = self !== 0 || sorted.some(({ place }) => place !== undefined && place !== 0)
  return new Attrs(shape, values, placed ? { list: sorted.map(({ place }) => place ?? 0), self } : undefined)
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
  return attrs.places?.list[index] ?? 0
}

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
  const { lastPlaces } = plan
  if (lastPlaces !== undefined && lastPlaces.left === left && lastPlaces.right === right)
    return lastPlaces.merged
  const merged = new MergedPlaces(left, right, plan.sources)
  plan.lastPlaces = { left, right, merged }
  return merged
}

/** The set of those attributes whose indices, ascending, are given. */
export function pick(attrs: Attrs, indices: readonly number[]): Attrs {
  if (indices.length === attrs.values.length) return attrs
  const shape: Shape = shapeOf(indices.map((index) => attrs.shape.symbols[index]!))
  const { places } = attrs
  return new Attrs(
    shape,
    indices.map((index) => attrs.values[index]!),
    places && { list: indices.map((index) => places.list[index]!), self: 0 },
  )
}
