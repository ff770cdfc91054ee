import type { Ended, ReaderNode } from './graph.ts'
import type { Tracker, World } from './world.ts'

/** Begins a run: reads are noted for this node from now on. */
export function begin<D>(world: World<D>, node: ReaderNode<D>): Tracker<D> {
  const tracker: Tracker<D> = {
    node,
    outer: world.tracker,
    stamp: ++world.marks,
    base: world.readCount,
    learned: node.learned.length,
    cursor: node.kind === 'unit' && node.when !== undefined ? 1 : 0,
    ended: undefined,
    missing: undefined,
    postponed: false,
    threw: false,
  }
  world.tracker = tracker
  node.error = undefined
  return tracker
}

/** Notes what a run threw. */
export function fail<D>(tracker: Tracker<D>, error: unknown): void {
  tracker.threw = true
  tracker.node.error = error
}

/** Ends a run and says how it ended; `none` where it has to wait for the next pass. */
export function end<D>(world: World<D>, tracker: Tracker<D>): Ended {
  const { base, node } = tracker
  world.tracker = tracker.outer
  node.reads = world.reads.slice(base, world.readCount)
  node.versions = world.readVersions.slice(base, world.readCount)
  world.readCount = base
  // Lists that grow keep room to grow; there are too many of them for that.
  if (node.learned.length > tracker.learned) node.learned = node.learned.slice()
  node.missing = tracker.missing
  if (tracker.postponed) return 'none'
  if (tracker.ended !== undefined) return 'missing'
  return tracker.threw ? 'threw' : 'done'
}
