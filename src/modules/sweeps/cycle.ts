import type { CellNode, Component, MemoNode, UnitNode } from './graph.ts'
import { readsChanged, refreshMemo } from './reading.ts'
import { Recurrence } from './recurrence.ts'
import { isBased, needsRun, runUnit, setLive, whenHolds } from './units.ts'
import { mergeCell, remember } from './values.ts'
import type { World } from './world.ts'
import { setStale } from './world.ts'

/**
 * Evaluates nodes that depend on each other, all others being final: from nothing (no unit of the cycle says
 * anything, none is placed by another), in rounds. In each round the units that are founded and on run on
 * the values of the round before; then everything follows from what they said. It ends when a round changes
 * nothing, when a state comes back, or when the units have run too often.
 * Returns false where a run has to wait for the next pass.
 */
export function evaluateCycle<D>(world: World<D>, cycle: Component<D>): boolean {
  world.evaluating = cycle
  cycle.complete = false
  cycle.unsettled = undefined
  let ready = reset(world, cycle)
  let dirty: Set<UnitNode<D>> = new Set(cycle.units)
  const recurrence = new Recurrence(cycle, world.limit)
  let settled = true
  while (ready && settled && dirty.size > 0) {
    const structure = world.structure
    const round = runAll(world, dirty)
    dirty = new Set()
    ready = round.ready
    if (!ready) break
    if (round.structure || world.structure !== structure) ground(world, cycle, dirty)
    for (const unit of round.units) setLive(world, unit, counts(unit))
    if (world.structure !== structure) staleOrders(world, cycle)
    ready = derive(world, cycle, dirty, recurrence)
    settled = recurrence.next(round.runs, dirty)
  }
  for (const unit of cycle.units) unit.moved = false
  for (const node of cycle.cells) node.seen = undefined
  for (const node of cycle.memos) node.seen = undefined
  world.evaluating = undefined
  world.staleCells = []
  cycle.complete = ready
  if (!settled) cycle.unsettled = recurrence.report()
  return ready
}

/** Whether anything that a cycle depends on has changed since it was evaluated. */
export function isDisturbed<D>(world: World<D>, cycle: Component<D>): boolean {
  if (!cycle.complete) return true
  for (const cell of cycle.cells) if (cell.stale) return true
  for (const memo of cycle.memos) if (memo.outcome === 'none' || readsChanged(memo)) return true
  for (const unit of cycle.units) {
    if (unit.moved || unit.based !== isBased(unit, cycle)) return true
    const active = unit.founded && whenHolds(world, unit)
    if (active !== unit.active || (active && needsRun(unit))) return true
  }
  return false
}

function counts<D>(unit: UnitNode<D>): boolean {
  return unit.founded && unit.active && unit.outcome === 'done'
}

function reset<D>(world: World<D>, cycle: Component<D>): boolean {
  for (const unit of cycle.units) setLive(world, unit, false)
  for (const unit of cycle.units) {
    unit.based = isBased(unit, cycle)
    unit.founded = unit.based
    unit.active = false
  }
  for (const cell of cycle.cells) {
    remember(cell)
    mergeCell(world, cell)
  }
  for (const memo of cycle.memos) {
    remember(memo)
    memo.dirty = true
  }
  world.staleCells = []
  let ready = true
  for (const memo of cycle.memos) if (!refreshMemo(world, memo)) ready = false
  return ready
}

interface Round<D> {
  readonly units: Iterable<UnitNode<D>>
  readonly ready: boolean
  readonly runs: number
  /** Who is founded may have changed. */
  readonly structure: boolean
}

function runAll<D>(world: World<D>, units: Set<UnitNode<D>>): Round<D> {
  let ready = true
  let runs = 0
  let structure = false
  for (const unit of units) {
    const places = unit.active && unit.steps.length > 0
    unit.active = unit.founded && whenHolds(world, unit)
    if (unit.active && needsRun(unit)) {
      runs++
      if (!runUnit(world, unit)) ready = false
    }
    if (places !== (unit.active && unit.steps.length > 0)) structure = true
  }
  return { units, ready, runs, structure }
}

/** Finds the units that others lead to, starting from those that are founded from outside. */
function ground<D>(world: World<D>, cycle: Component<D>, changed: Set<UnitNode<D>>): void {
  const stamp = ++world.marks
  const open: UnitNode<D>[] = []
  const found = (unit: UnitNode<D>) => {
    if (unit.grounded === stamp) return
    unit.grounded = stamp
    open.push(unit)
  }
  for (const unit of cycle.units) if (unit.based) found(unit)
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    if (!unit.active || unit.outcome !== 'done') continue
    for (const { edge } of unit.steps) if (edge.learned && edge.to.component === cycle) found(edge.to)
  }
  for (const unit of cycle.units) {
    const founded = unit.grounded === stamp
    if (founded === unit.founded) continue
    unit.founded = founded
    changed.add(unit)
    setLive(world, unit, counts(unit))
  }
}

function staleOrders<D>(world: World<D>, cycle: Component<D>): void {
  for (const cell of cycle.cells) if (cell.definers.length > 1) setStale(world, cell)
}

/** Brings cells and memos up to date, and adds those who read what has changed. */
function derive<D>(
  world: World<D>,
  cycle: Component<D>,
  dirty: Set<UnitNode<D>>,
  recurrence: Recurrence<D>,
): boolean {
  const memos: MemoNode<D>[] = []
  const wake = (node: CellNode<D> | MemoNode<D>) => {
    for (const reader of node.readers) {
      if (reader.component !== cycle) continue
      if (reader.kind === 'unit') dirty.add(reader)
      else if (!reader.dirty) {
        reader.dirty = true
        memos.push(reader)
      }
    }
  }
  const stale = world.staleCells
  world.staleCells = []
  for (const cell of stale) {
    const { version } = cell
    mergeCell(world, cell)
    if (cell.version === version) continue
    recurrence.changed(cell, version)
    wake(cell)
  }
  let ready = true
  // The list grows while it is worked off: a memo may be read by another.
  for (const memo of memos) {
    const { version } = memo
    if (!refreshMemo(world, memo)) ready = false
    if (memo.version !== version) wake(memo)
  }
  return ready
}
