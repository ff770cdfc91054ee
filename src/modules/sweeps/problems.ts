import { finalOutcome, missingRead } from './final-reader.ts'
import type { Component, UnitNode } from './graph.ts'
import { countsNow, walk } from './order.ts'
import type { CellSlot } from './slot.ts'
import type { Problem } from './types.ts'
import { waitingFor } from './waiting.ts'
import type { World } from './world.ts'

/** What is wrong in the final state: what never settled first, then units in order of use, then cells. */
export function problemsOf<D>(world: World<D>): Problem<D>[] {
  const problems: Problem<D>[] = []
  const restless = new Set<object>()
  for (const { cells, units } of unsettled(world)) {
    for (const node of [...cells.keys(), ...units]) restless.add(node)
    problems.push({
      kind: 'unsettled',
      cells: [...cells].map(([{ cell }, outcomes]) => ({ cell, outcomes })),
      units: [...units].map(({ unit }) => unit),
    })
  }
  if (world.runaway.size > 0) {
    problems.push({ kind: 'unsettled', cells: [], units: [...world.runaway].map(({ unit }) => unit) })
  }
  return problems.concat(unitProblems(world, restless), mergeProblems(world, restless))
}

function unsettled<D>(world: World<D>): Set<NonNullable<Component<D>['unsettled']>> {
  const found = new Set<NonNullable<Component<D>['unsettled']>>()
  for (const unit of world.units.values()) {
    if (unit.component?.unsettled !== undefined) found.add(unit.component.unsettled)
  }
  return found
}

function unitProblems<D>(world: World<D>, restless: ReadonlySet<object>): Problem<D>[] {
  const stuck: UnitNode<D>[] = []
  const stamp = ++world.marks
  const collect = (unit: UnitNode<D>) => {
    if (unit.active && (unit.outcome === 'missing' || unit.outcome === 'threw')) stuck.push(unit)
  }
  for (const root of world.roots) walk(root, stamp, 0, collect)
  world.structure++
  if (stuck.length === 0) return []
  const waiting = waitingFor(world, stuck)
  const problems: Problem<D>[] = []
  for (const node of stuck) {
    if (restless.has(node)) continue
    const { unit, error, missing } = node
    if (node.outcome === 'threw') problems.push({ kind: 'threw', unit, error })
    // The cell speaks for itself where its definitions cannot be merged.
    else if (missing!.failure === undefined) {
      const { cell } = missing!
      problems.push({
        kind: 'missing',
        unit,
        cell,
        error: missingRead(world, unit, cell),
        waiting: waiting(node),
      })
    }
  }
  return problems
}

function mergeProblems<D>(world: World<D>, restless: ReadonlySet<object>): Problem<D>[] {
  const problems: Problem<D>[] = []
  for (const slot of world.slots) {
    const { node } = slot
    const read = node !== undefined
    if (read ? restless.has(node) : !isDefined(slot)) continue
    const outcome = finalOutcome(world, slot.cell)
    if ('error' in outcome) problems.push({ kind: 'merge', cell: slot.cell, error: outcome.error, read })
  }
  return problems
}

function isDefined<D>(slot: CellSlot<D>): boolean {
  for (let edge = slot.definers; edge !== undefined; edge = edge.next) if (countsNow(edge)) return true
  return false
}
