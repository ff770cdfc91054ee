import type { CellNode, Tracked, ValueNode } from './graph.ts'
import { MemoNode } from './graph.ts'
import { MissingValue, withoutStack } from './missing-value.ts'
import { begin, end, fail } from './tracker.ts'
import type { Cell, Reader } from './types.ts'
import { equal, mergeCell, versionOf } from './values.ts'
import type { Tracker, World } from './world.ts'
import { cellNode, hasLearned, learn } from './world.ts'

const postponement = withoutStack(() => new Error('read too early'))

/** The reader that all runs share: it works for the run in progress. */
export function trackingReader<D>(world: World<D>): Reader<D> {
  return {
    read<V>(cell: Cell<D, V>): V {
      const tracker = current(world)
      const node = readCell(world, tracker, cell as Cell<D>)
      if (!node.has) endMissing(tracker, node)
      return node.value as V
    },
    peek<V>(cell: Cell<D, V>): V | undefined {
      return readCell(world, current(world), cell as Cell<D>).value as V | undefined
    },
    memo<T>(id: string, compute: (reader: Reader<D>) => T): T {
      return readMemo(world, id, compute) as T
    },
  }
}

function current<D>(world: World<D>): Tracker<D> {
  const { tracker } = world
  if (tracker === undefined)
    throw new Error('A reader is valid only while the function it was given to runs.')
  if (tracker.ended !== undefined) throw tracker.ended
  return tracker
}

function endMissing<D>(tracker: Tracker<D>, node: CellNode<D>): never {
  tracker.missing = node
  tracker.ended = withoutStack(() => new MissingValue(node.cell as Cell<never>))
  throw tracker.ended
}

function postpone<D>(tracker: Tracker<D>): never {
  tracker.postponed = true
  tracker.ended = postponement
  throw postponement
}

function readCell<D>(world: World<D>, tracker: Tracker<D>, cell: Cell<D>): CellNode<D> {
  // Most runs read the same cells as the one before, in the same order.
  const expected = tracker.node.learned[tracker.cursor]
  const known = expected !== undefined && expected.kind === 'cell' && expected.cell === cell
  const node = known ? expected : cellNode(world, cell)
  track(world, tracker, node)
  return node
}

/** Notes a read, and sees to it that the value is that of now. */
function track<D>(world: World<D>, tracker: Tracker<D>, node: ValueNode<D>): void {
  if (node.mark === tracker.stamp) return
  learnRead(world, tracker, node)
  if (node.kind === 'cell' && node.stale && !(world.evaluating && node.component === world.evaluating))
    mergeCell(world, node)
  node.mark = tracker.stamp
  world.reads[world.readCount] = node
  world.readVersions[world.readCount++] = node.version
}

/**
 * A value that may still change in this pass is seen only by those known to read it, who come after it.
 * Others wait for the next pass, which knows them.
 */
function learnRead<D>(world: World<D>, tracker: Tracker<D>, node: ValueNode<D>): void {
  const by = tracker.node
  if (by.learned[tracker.cursor] === node) {
    tracker.cursor++
    return
  }
  if (hasLearned(by, node)) return
  learn(by, node)
  tracker.cursor = by.learned.length
  const together = by.component !== undefined && by.component === node.component
  if (node.unstable === world.pass && !together) postpone(tracker)
}

function readMemo<D>(world: World<D>, id: string, compute: (reader: Reader<D>) => unknown): unknown {
  const tracker = current(world)
  let node = world.memos.get(id)
  if (node === undefined) {
    node = new MemoNode(id, compute)
    world.memos.set(id, node)
  }
  if (node.computing) throw new Error(`The shared value ${id} reads itself.`)
  if (node.mark !== tracker.stamp) {
    learnRead(world, tracker, node)
    if (node.dirty) refreshMemo(world, node)
    if (node.outcome === 'none' && (node.postponed === world.pass || !computeMemo(world, node)))
      postpone(tracker)
    track(world, tracker, node)
  }
  if (node.outcome === 'missing') endMissing(tracker, node.missing!)
  if (node.outcome === 'threw') throw node.error
  return node.value
}

/** Computes a memo; false where it has to wait for the next pass. */
export function computeMemo<D>(world: World<D>, node: MemoNode<D>): boolean {
  node.computing = true
  const before = node.missing
  const tracker = begin(world, node)
  let value: unknown
  try {
    value = node.compute(world.reader)
  } catch (error) {
    fail(tracker, error)
  }
  const outcome = end(world, tracker)
  node.computing = false
  node.dirty = false
  if (outcome === 'none') {
    node.outcome = 'none'
    node.postponed = world.pass
    world.postponed.push(node)
    return false
  }
  if (outcome === 'missing') {
    // Another cell that is missing is news to readers: it is the one to report.
    if (node.outcome !== 'missing' || before !== node.missing) node.version = ++world.clock
  } else if (outcome === 'threw') node.version = ++world.clock
  else if (node.outcome !== 'done' || !equal(node, node.value, value))
    node.version = versionOf(world, node, value)
  else value = node.value
  node.value = outcome === 'done' ? value : undefined
  node.outcome = outcome
  return true
}

/** Computes a memo again where something it read has changed; false where it has to wait. */
export function refreshMemo<D>(world: World<D>, node: MemoNode<D>): boolean {
  node.dirty = false
  if (node.outcome === 'none') return computeMemo(world, node)
  for (const read of node.reads) if (read.kind === 'memo' && read.dirty) refreshMemo(world, read)
  return readsChanged(node) ? computeMemo(world, node) : true
}

export function readsChanged<D>(node: Tracked<D>): boolean {
  const { reads, versions } = node
  for (let i = 0; i < reads.length; i++) if (reads[i]!.version !== versions[i]) return true
  return false
}
