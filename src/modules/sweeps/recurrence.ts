import type { CellNode, Component, UnitNode } from './graph.ts'
import type { Outcome } from './types.ts'

/** How much of the history of a value is kept for the report. */
const kept = 4

/**
 * Watches the rounds of a cycle for a state that was there before. A state is the values of its cells and
 * the set of its founded units; all else follows. States are told apart by a sum of numbers, one for each
 * part; a sum that comes back is then proved by watching whether the state itself does after as many rounds.
 */
export class Recurrence<D> {
  readonly #cycle: Component<D>
  readonly #mostRuns: number
  readonly #mostRounds: number
  readonly #rounds = new Map<number, number>()
  #a = 0
  #b = 0
  #runs = 0
  #round = 0
  #until = -1
  #proving: (number | boolean)[] | undefined
  #cells = new Map<CellNode<D>, Outcome[]>()
  #units = new Set<UnitNode<D>>()
  readonly #numbers = new Map<CellNode<D> | UnitNode<D>, number>()
  readonly #founded = new Set<UnitNode<D>>()

  constructor(cycle: Component<D>, limit: number) {
    this.#cycle = cycle
    const { length } = cycle.units
    // A value that passes through all units takes as many rounds as there are units, and may wake all of them in each.
    this.#mostRuns = Math.max(limit * Math.min(length, 64), 20 * length, Math.min(length * length, 400_000))
    this.#mostRounds = limit * Math.min(length, 8) + 20 * length
    for (const unit of cycle.units) if (unit.founded) this.#founded.add(unit)
    this.#rounds.set(0, 0)
  }

  /** A cell has another value than the one of that version. */
  changed(cell: CellNode<D>, before: number): void {
    this.#mix(cell, before, -1)
    this.#mix(cell, cell.version, 1)
    if (this.#until < 0) return
    const outcomes = this.#cells.get(cell) ?? []
    outcomes.push(cell.has ? { value: cell.value } : (cell.failure ?? { missing: true }))
    if (outcomes.length > kept) outcomes.shift()
    this.#cells.set(cell, outcomes)
  }

  /**
   * Ends a round that leaves these units to be looked at; false where the cycle does not settle. Where functions
   * took the places of others (`renewed`), what they see is part of the state and cannot be compared: then only
   * the number of runs and rounds ends the cycle.
   */
  next(runs: number, dirty: readonly UnitNode<D>[], renewed: boolean): boolean {
    this.#round++
    this.#runs += runs
    for (const unit of dirty) {
      if (this.#until >= 0) this.#units.add(unit)
      if (unit.founded === this.#founded.has(unit)) continue
      this.#mix(unit, 1, unit.founded ? 1 : -1)
      if (unit.founded) this.#founded.add(unit)
      else this.#founded.delete(unit)
    }
    if (this.#until < 0) {
      if (this.#runs > this.#mostRuns || this.#round > this.#mostRounds)
        this.#watch(this.#cycle.units.length + 1)
      else if (!renewed) this.#compare()
      return true
    }
    if (renewed && this.#proving !== undefined) this.#forget()
    if (this.#until < 0 || this.#round < this.#until) return true
    if (this.#proving === undefined || this.#matches(this.#proving)) return false
    this.#forget()
    return true
  }

  #forget(): void {
    this.#until = -1
    this.#proving = undefined
    this.#cells = new Map()
    this.#units = new Set()
  }

  report(): NonNullable<Component<D>['unsettled']> {
    return { cells: this.#cells, units: this.#units }
  }

  #compare(): void {
    const sum = this.#a * 0x200000 + (this.#b & 0x1fffff)
    const before = this.#rounds.get(sum)
    if (before === undefined) {
      this.#rounds.set(sum, this.#round)
      return
    }
    this.#proving = this.#state()
    this.#watch(this.#round - before)
  }

  #watch(rounds: number): void {
    this.#until = this.#round + rounds
  }

  #state(): (number | boolean)[] {
    return [
      ...this.#cycle.cells.map((cell) => cell.version),
      ...this.#cycle.units.map((unit) => unit.founded),
    ]
  }

  #matches(state: readonly (number | boolean)[]): boolean {
    const { cells, units } = this.#cycle
    return (
      cells.every((cell, i) => cell.version === state[i]) &&
      units.every((unit, i) => unit.founded === state[cells.length + i])
    )
  }

  #mix(node: CellNode<D> | UnitNode<D>, version: number, sign: 1 | -1): void {
    let number = this.#numbers.get(node)
    if (number === undefined) {
      number = this.#numbers.size + 1
      this.#numbers.set(node, number)
    }
    const x = scramble(Math.imul(number, 0x9e3779b1) ^ version)
    this.#a = (this.#a + sign * x) >>> 0
    this.#b = (this.#b + sign * scramble(x ^ 0x5bd1e995 ^ Math.imul(version, 0x85ebca6b))) >>> 0
  }
}

function scramble(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}
