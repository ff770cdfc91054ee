import { MissingValue, withoutStack } from './missing-value.ts'
import type { Cell, Item, Outcome, Reader, Unit } from './types.ts'
import { definitionsOf, mergeCell } from './values.ts'
import type { World } from './world.ts'
import { knownSlot } from './world.ts'

/** What a cell holds in the final state. What nobody reads is merged when it is asked for, and not kept. */
export function finalOutcome<D>(world: World<D>, cell: Cell<D>): Outcome {
  const slot = knownSlot(world, cell)
  const node = slot?.node
  if (node === undefined) {
    try {
      return cell.merge(slot === undefined ? [] : definitionsOf(world, slot))
    } catch (error) {
      return { error }
    }
  }
  if (node.stale) mergeCell(world, node)
  return node.has ? { value: node.value } : (node.failure ?? { missing: true })
}

/** Reads the final state without leaving a trace. `instead` says what a read gives that has no value. */
export function finalReader<D>(world: World<D>, instead: (cell: Cell<D>) => unknown): Reader<D> {
  const reader: Reader<D> = {
    read<V>(cell: Cell<D, V>): V {
      const outcome = finalOutcome(world, cell as Cell<D>)
      return ('value' in outcome ? outcome.value : instead(cell as Cell<D>)) as V
    },
    peek<V>(cell: Cell<D, V>): V | undefined {
      const outcome = finalOutcome(world, cell as Cell<D>)
      return 'value' in outcome ? (outcome.value as V) : undefined
    },
    memo<T>(id: string, compute: (reader: Reader<D>) => T): T {
      const node = world.memos.get(id)
      return node?.outcome === 'done' ? (node.value as T) : compute(reader)
    },
  }
  return reader
}

/** What a read throws that has no value. */
export function missingNow<D>(cell: Cell<D>): never {
  throw withoutStack(() => new MissingValue(cell as Cell<never>))
}

/** Runs a unit in the final state; nothing where it is off or ends early. */
export function runAgain<D>(world: World<D>, unit: Unit<D>): readonly Item<D>[] {
  const node = world.units.get(unit.id)
  if (node?.active !== true) return []
  try {
    return Array.from(node.unit.run(finalReader(world, missingNow)))
  } catch {
    return []
  }
}

const frames = 50

/** The error of the first read without a value, with the stack that leads to it. */
export function missingRead<D>(world: World<D>, unit: Unit<D>, cell: Cell<D>): Error {
  let first: Error | undefined
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = frames
  try {
    const reader = finalReader(world, (read) => {
      first ??= new MissingValue(read as Cell<never>)
      throw first
    })
    for (const _ of unit.run(reader)) if (first !== undefined) break
  } catch {
    // Only the read is of interest; what the unit makes of it is its own affair.
  } finally {
    Error.stackTraceLimit = limit
  }
  return first ?? new MissingValue(cell as Cell<never>)
}
