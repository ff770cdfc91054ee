import { finalOutcome, finalReader, missingNow, runAgain } from './final-reader.ts'
import { uses, walk } from './order.ts'
import { problemsOf } from './problems.ts'
import type { Cell, Item, Outcome, Placed, Resolution, Unit } from './types.ts'
import type { World } from './world.ts'
import { knownSlot } from './world.ts'

/** The final state as its readers see it. */
export function resolutionOf<D>(world: World<D>): Resolution<D> {
  const problems = problemsOf(world)
  return {
    problems,
    value<V>(cell: Cell<D, V>): Outcome<V> {
      return finalOutcome(world, cell as Cell<D>) as Outcome<V>
    },
    definitions(cell: Cell<D>): readonly Placed<D>[] {
      const slot = knownSlot(world, cell)
      if (slot === undefined) return []
      return uses(world, slot).map(({ unit, index }) => {
        const item = unit.items[index] as Extract<Item<D>, { kind: 'define' }>
        return { definition: item.definition, unit: unit.unit, index }
      })
    },
    units(root: Unit<D>): readonly Unit<D>[] {
      const node = world.units.get(root.id)
      const found: Unit<D>[] = []
      if (node === undefined || !node.founded) return found
      walk(node, ++world.marks, 0, ({ unit }) => found.push(unit))
      // The walk has numbered units from this root; what was numbered before is void.
      world.structure++
      return found
    },
    *live(): Iterable<Unit<D>> {
      for (const { live, unit } of world.units.values()) if (live) yield unit
    },
    items(unit: Unit<D>): readonly Item<D>[] {
      const node = world.units.get(unit.id)
      return node?.live ? node.items : []
    },
    runs(unit: Unit<D>): number {
      return world.units.get(unit.id)?.runs ?? 0
    },
    *cells(): Iterable<Cell<D>> {
      for (const { cell } of world.slots) yield cell
    },
    reader: finalReader(world, missingNow),
    again(unit: Unit<D>): readonly Item<D>[] {
      return runAgain(world, unit)
    },
  }
}
