import type { Edge, UnitNode } from './graph.ts'
import type { CellSlot } from './slot.ts'
import type { World } from './world.ts'

/**
 * The order of use: depth first and once. A unit that is placed is a file; a unit that is inlined is part of
 * the file that holds it. A file stands after those placed anywhere in it. Only what places a unit, directly
 * or not, has a say in where it stands relative to others, so that the order of the definers of a cell is
 * known as soon as they are.
 */
export interface Use<D> {
  readonly unit: UnitNode<D>
  readonly index: number
}

/** Whether what the last run of a unit said counts. */
export function countsNow<D>({ learned, at, from }: Edge<D, unknown>): boolean {
  return learned && at >= 0 && from.live
}

/** The definitions of a cell that count, in order of use. */
export function uses<D>(world: World<D>, slot: CellSlot<D>): Use<D>[] {
  const found: Use<D>[] = []
  let first: UnitNode<D> | undefined
  let several = false
  for (let edge = slot.definers; edge !== undefined; edge = edge.next) {
    if (!countsNow(edge)) continue
    found.push({ unit: edge.from, index: edge.at })
    if (edge.more !== undefined) for (const index of edge.more) found.push({ unit: edge.from, index })
    if (first === undefined) first = edge.from
    else several = true
  }
  return several ? sorted(world, found) : found
}

function sorted<D>(world: World<D>, found: Use<D>[]): Use<D>[] {
  if (world.shared) orderAll(world)
  else for (const { unit } of found) orderFrom(world, unit.home as UnitNode<D>)
  return found.sort((a, b) => {
    if (!world.shared && a.unit.home !== b.unit.home) return rootOf(a.unit) - rootOf(b.unit)
    return a.unit.order - b.unit.order || segment(a) - segment(b) || a.index - b.index
  })
}

function rootOf<D>(unit: UnitNode<D>): number {
  return (unit.home as UnitNode<D>).root
}

/** What a unit inlines cuts it into segments, numbered along the file: which one an item stands in. */
function segment<D>({ unit, index }: Use<D>): number {
  let cuts = 0
  if (unit.inlines) for (const step of unit.steps) if (step.inline && step.index < index) cuts++
  return unit.segments[cuts]!
}

function orderAll<D>(world: World<D>): void {
  if (world.orderedAll === world.structure) return
  world.orderedAll = world.structure
  const stamp = ++world.marks
  let next = 0
  for (const root of world.roots) next = walk(root, stamp, next)
}

function orderFrom<D>(world: World<D>, root: UnitNode<D>): void {
  if (world.ordered.get(root) === world.structure) return
  world.ordered.set(root, world.structure)
  walk(root, ++world.marks, 0)
}

interface Frame<D> {
  readonly unit: UnitNode<D>
  readonly file: UnitNode<D>[]
  step: number
  /** The step before was inlined: a segment begins. */
  cut: boolean
}

/**
 * Numbers all units reached from a unit, starting at `next`, and returns the number after the last one.
 * `each` sees the units in order.
 */
export function walk<D>(
  root: UnitNode<D>,
  stamp: number,
  next: number,
  each?: (unit: UnitNode<D>) => void,
): number {
  if (root.visited === stamp) return next
  let order = next
  let sequence = 0
  const frames: Frame<D>[] = []
  const enter = (unit: UnitNode<D>, file: UnitNode<D>[]) => {
    unit.visited = stamp
    file.push(unit)
    if (unit.segments.length === 1) unit.segments[0] = sequence++
    else unit.segments = [sequence++]
    frames.push({ unit, file, step: 0, cut: false })
  }
  enter(root, [])
  while (frames.length > 0) {
    const frame = frames.at(-1)!
    const { unit, file } = frame
    if (frame.cut) unit.segments.push(sequence++)
    const step = unit.live ? unit.steps[frame.step++] : undefined
    frame.cut = step?.inline === true
    if (step === undefined) {
      frames.pop()
      if (file[0] !== unit) continue
      for (const part of file) {
        part.order = order
        each?.(part)
      }
      order++
    } else if (step.edge.learned && step.edge.to.visited !== stamp) {
      enter(step.edge.to, step.inline ? file : [])
    }
  }
  return order
}
