import type { Item, Resolution, Unit } from '../modules/sweeps/types.ts'
import { type PlaceSource, withPlaces } from './place.ts'
import type { Said } from './said.ts'

/** Finds the place of what a unit said as its n-th item. */
export type Relocate = (unit: Unit<Said>, index: number, own: PlaceSource) => PlaceSource

/**
 * Bodies run without call places, because reading a stack costs more than a body does. Where a place is wanted,
 * the unit runs once more with them; it is pure, so its items come in the same order.
 */
export function makeRelocator(resolution: Resolution<Said>): Relocate {
  const again = new Map<string, readonly Item<Said>[]>()
  return (unit, index, own) => () => {
    const known = own()
    if (known !== undefined) return known
    let items = again.get(unit.id)
    if (items === undefined) {
      items = withPlaces(() => resolution.again(unit))
      again.set(unit.id, items)
    }
    const item = items[index]
    return item?.kind === 'define' ? placeOf(item.definition)() : undefined
  }
}

export function placeOf(said: Said): PlaceSource {
  switch (said.kind) {
    case 'statement':
      return said.statement.place
    case 'finding':
      return said.place
    case 'define': {
      const { at } = said
      return typeof at === 'function' ? at : () => at
    }
  }
}
