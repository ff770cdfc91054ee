import { runPasses } from './passes.ts'
import { trackingReader } from './reading.ts'
import { resolutionOf } from './resolution.ts'
import type { Limits, Reader, Resolution, Unit } from './types.ts'
import type { World } from './world.ts'
import { unitNode } from './world.ts'

/**
 * Runs the roots and all they lead to until nothing changes; see `passes.ts` for how and `cycle.ts` for what
 * depends on itself. Never throws for what the units do: that is in `problems`.
 */
export function resolve<D>(roots: readonly Unit<D>[], options: Limits = {}): Resolution<D> {
  return resolveInOrder(roots, options, (nodes) => nodes)
}

/** `resolve` with a say in who runs first where no dependency decides: for tests, which find that it is all the same. */
export function resolveInOrder<D>(
  roots: readonly Unit<D>[],
  options: Limits,
  arrange: World<D>['arrange'],
): Resolution<D> {
  const world: World<D> = {
    slots: [],
    named: new Map(),
    units: new Map(),
    memos: new Map(),
    roots: [],
    limit: options.limit ?? 256,
    tracker: undefined,
    reader: undefined as unknown as Reader<D>,
    reads: [],
    readVersions: [],
    readCount: 0,
    pass: 0,
    clock: 0,
    marks: 0,
    arrange,
    structure: 0,
    shared: false,
    orderedAll: -1,
    ordered: new Map(),
    newDefines: [],
    newPlaces: [],
    postponed: [],
    evaluating: undefined,
    staleCells: [],
    renewals: [],
    runaway: new Set(),
  }
  world.reader = trackingReader(world)
  for (const root of roots) {
    const node = unitNode(world, root, undefined)!
    if (node.root >= 0) continue
    node.root = world.roots.push(node) - 1
    node.home = node
  }
  runPasses(world)
  return resolutionOf(world)
}
