import type { Item, Resolution, Unit } from './types.ts'

/**
 * Runs every unit that is no data twice more in the final state, and returns those whose items differ by `same`, which is
 * asked about definitions alone; placements are compared by the ids of their units.
 */
export function impureUnits<D>(
  resolution: Resolution<D>,
  same: (a: Item<D>, b: Item<D>) => boolean,
): readonly Unit<D>[] {
  const impure: Unit<D>[] = []
  for (const unit of resolution.live()) {
    if (unit.isData) continue
    const items = resolution.items(unit)
    if (![1, 2].every(() => sameItems(items, resolution.again(unit), same))) impure.push(unit)
  }
  return impure
}

function sameItems<D>(
  a: readonly Item<D>[],
  b: readonly Item<D>[],
  same: (a: Item<D>, b: Item<D>) => boolean,
): boolean {
  return a.length === b.length && a.every((item, index) => sameItem(item, b[index]!, same))
}

function sameItem<D>(a: Item<D>, b: Item<D>, same: (a: Item<D>, b: Item<D>) => boolean): boolean {
  if (a.kind === 'define' || b.kind === 'define') return a.kind === b.kind && same(a, b)
  return a.kind === b.kind && a.unit.id === b.unit.id
}
