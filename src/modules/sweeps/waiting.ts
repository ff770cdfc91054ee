import { finalReader } from './final-reader.ts'
import type { UnitNode } from './graph.ts'
import { hollow } from './hollow.ts'
import type { Unit } from './types.ts'
import type { World } from './world.ts'

/** A longer chain helps nobody, and a thousand units may wait in one. */
const longest = 16

/**
 * Follows who waits for whom, from a unit that waits for a value: to those that would define it and wait or
 * fail themselves. Those that never got so far are asked with stand-ins for what they lack.
 */
export function waitingFor<D>(
  world: World<D>,
  stuck: readonly UnitNode<D>[],
): (unit: UnitNode<D>) => readonly Unit<D>[] {
  const definers = new Map<string, UnitNode<D>[]>()
  const add = (cell: string, unit: UnitNode<D>) => {
    const known = definers.get(cell)
    if (known === undefined) definers.set(cell, [unit])
    else if (!known.includes(unit)) known.push(unit)
  }
  for (const unit of stuck) {
    for (const { to } of unit.defines) add(to.cell.id, unit)
    for (const cell of wouldDefine(world, unit)) add(cell, unit)
  }
  return (unit) => {
    const chain: UnitNode<D>[] = []
    for (let next: UnitNode<D> | undefined = unit; next !== undefined && chain.length < longest; ) {
      chain.push(next)
      const known: readonly UnitNode<D>[] = definers.get(next.missing?.cell.id ?? '') ?? []
      next = known.find((candidate) => !chain.includes(candidate))
      if (next === undefined && chain.length === 1 && !known.includes(unit)) return []
    }
    return chain.map((node) => node.unit)
  }
}

function wouldDefine<D>(world: World<D>, { unit }: UnitNode<D>): string[] {
  const cells: string[] = []
  try {
    for (const item of unit.run(finalReader(world, hollow)))
      if (item.kind === 'define') cells.push(item.cell.id)
  } catch {
    // It cannot be asked.
  }
  return cells
}
