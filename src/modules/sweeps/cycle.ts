import type { CellNode, Component, MemoNode, UnitNode } from './graph.ts'
import { readsChanged, refreshMemo } from './reading.ts'
import { Recurrence } from './recurrence.ts'
import { isBased, needsRun, renew, runUnit, setLive, whenHolds } from './units.ts'
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
  const round: Round<D> = { dirty: cycle.units, mark: 0, runs: 0, renewed: false, recurrence: undefined }
  let settled = true
  for (let n = 1; ready && settled && round.dirty.length > 0; n++) {
    // Most cycles settle at once; watching costs more than a few rounds.
    if (n === watched) round.recurrence = new Recurrence(cycle, world.limit)
    const structure = world.structure
    const units = round.dirty
    round.dirty = []
    round.mark = ++world.marks
    round.runs = 0
    const placed = runAll(world, units, round)
    if (placed === undefined) ready = false
    else {
      if (placed || world.structure !== structure) ground(world, cycle, round)
      for (const unit of units) setLive(world, unit, counts(unit))
      if (world.structure !== structure) staleOrders(world, cycle)
      ready = derive(world, cycle, round)
      const { dirty, recurrence, renewed, runs } = round
      settled = (recurrence?.next(runs, dirty, renewed) ?? true) || dirty.length === 0
    }
  }
  for (const unit of cycle.units) unit.moved = false
  for (const node of cycle.cells) node.seen = undefined
  for (const node of cycle.memos) node.seen = undefined
  world.evaluating = undefined
  world.staleCells = []
  cycle.complete = ready
  if (!settled) cycle.unsettled = round.recurrence?.report()
  return ready
}

/** The round from which on states are kept to see whether they come back. */
const watched = 5

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
  /** Units to look at in the next round. */
  dirty: readonly UnitNode<D>[]
  mark: number
  runs: number
  /** In this or an earlier round a function took the place of another. */
  renewed: boolean
  recurrence: Recurrence<D> | undefined
}

function queue<D>(round: Round<D>, unit: UnitNode<D>): void {
  if (unit.queued === round.mark) return
  unit.queued = round.mark
  ;(round.dirty as UnitNode<D>[]).push(unit)
}

/** Returns whether other units may be founded now; `undefined` where a run has to wait. */
function runAll<D>(world: World<D>, units: readonly UnitNode<D>[], round: Round<D>): boolean | undefined {
  let ready = true
  let placed = false
  for (const unit of units) {
    const places = unit.active && unit.steps.length > 0
    unit.active = unit.founded && whenHolds(world, unit)
    if (unit.active && needsRun(unit)) {
      round.runs++
      if (!runUnit(world, unit)) ready = false
    }
    if (places !== (unit.active && unit.steps.length > 0)) placed = true
  }
  for (const { node, unit } of world.renewals.splice(0)) {
    renew(node, unit)
    round.renewed = true
    queue(round, node)
  }
  return ready ? placed : undefined
}

/** Finds the units that others lead to, starting from those that are founded from outside. */
function ground<D>(world: World<D>, cycle: Component<D>, round: Round<D>): void {
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
    queue(round, unit)
    setLive(world, unit, counts(unit))
  }
}

function staleOrders<D>(world: World<D>, cycle: Component<D>): void {
  for (const cell of cycle.cells) if (cell.slot.definers?.next !== undefined) setStale(world, cell.slot)
}

/** Brings cells and memos up to date, and adds those who read what has changed. */
function derive<D>(world: World<D>, cycle: Component<D>, round: Round<D>): boolean {
  // With the version of before: a memo that is read by another is computed ahead of its turn.
  const memos: [MemoNode<D>, number][] = []
  const soil = (node: CellNode<D> | MemoNode<D>) => {
    for (const reader of node.readers) {
      if (reader.kind === 'unit' || reader.dirty || reader.component !== cycle) continue
      reader.dirty = true
      memos.push([reader, reader.version])
    }
  }
  const stale = world.staleCells
  world.staleCells = []
  for (const cell of stale) {
    const { version } = cell
    mergeCell(world, cell)
    if (cell.version === version) continue
    round.recurrence?.changed(cell, version)
    wake(cycle, round, cell)
    soil(cell)
  }
  // The list grows while it is gone through: a memo may be read by another.
  for (const [memo] of memos) soil(memo)
  let ready = true
  for (const [memo, version] of memos) {
    if (!refreshMemo(world, memo)) ready = false
    if (memo.version !== version) wake(cycle, round, memo)
  }
  return ready
}

function wake<D>(cycle: Component<D>, round: Round<D>, node: CellNode<D> | MemoNode<D>): void {
  for (const reader of node.readers) {
    if (reader.kind === 'unit' && reader.component === cycle) queue(round, reader)
  }
}
