import { components, eachDependent } from './components.ts'
import { evaluateCycle, isDisturbed } from './cycle.ts'
import type { CellNode, Component, MemoNode, Node, UnitNode } from './graph.ts'
import { computeMemo, readsChanged } from './reading.ts'
import {
  isBased,
  learnDefine,
  learnPlace,
  needsRun,
  runUnit,
  setLive,
  settleMove,
  whenHolds,
} from './units.ts'
import { mergeCell } from './values.ts'
import type { World } from './world.ts'

const mostPasses = 100_000

/**
 * The sweeps. A pass knows the edges that the passes before it learned. It takes up what may have changed,
 * in the order of those edges, each strongly connected component at once. What it learns, counts from the
 * next pass on; passes end when there is nothing to learn. That makes the result independent of who runs
 * first among those that no edge puts in order.
 */
export function runPasses<D>(world: World<D>): void {
  let seeds: Node<D>[] = [...world.roots]
  while (seeds.length > 0 && world.runaway.size === 0 && world.pass < mostPasses) {
    world.pass++
    for (const nodes of components(world.arrange(reach(world, seeds)))) {
      const ready = !nodes.some((node) => node.blocked === world.pass) && evaluate(world, nodes)
      if (!ready) block(world, nodes)
    }
    seeds = commit(world)
  }
  if (world.pass >= mostPasses) for (const node of seeds) if (node.kind === 'unit') world.runaway.add(node)
}

/** All nodes that may have to be computed again. */
function reach<D>(world: World<D>, seeds: readonly Node<D>[]): Node<D>[] {
  const { pass } = world
  const found: Node<D>[] = []
  const see = (node: Node<D>) => {
    if (node.reached === pass) return
    node.reached = pass
    found.push(node)
  }
  for (const seed of seeds) see(seed)
  // The list grows while it is worked off.
  for (const node of found) {
    eachDependent(node, (next) => {
      next.unstable = pass
      see(next)
    })
  }
  return found
}

/** What depends on something that waits for the next pass waits too. */
function block<D>(world: World<D>, nodes: readonly Node<D>[]): void {
  for (const node of nodes) {
    eachDependent(node, (next) => {
      next.blocked = world.pass
    })
  }
}

/** What this pass learned becomes part of the graph; returns where the next pass starts. */
function commit<D>(world: World<D>): Node<D>[] {
  const seeds = world.postponed
  for (const edge of world.newDefines) {
    learnDefine(world, edge)
    if (edge.to.node !== undefined) seeds.push(edge.to.node)
  }
  for (const edge of world.newPlaces) {
    learnPlace(world, edge)
    seeds.push(edge.to)
  }
  world.postponed = []
  world.newDefines = []
  world.newPlaces = []
  return seeds
}

function evaluate<D>(world: World<D>, nodes: readonly Node<D>[]): boolean {
  if (nodes.length > 1) {
    const cycle = componentOf(nodes)
    return isDisturbed(world, cycle) ? evaluateCycle(world, cycle) : true
  }
  const node = nodes[0]!
  node.component = undefined
  if (node.kind === 'unit') return evaluateUnit(world, node)
  if (node.kind === 'memo') {
    return node.outcome === 'none' || readsChanged(node) ? computeMemo(world, node) : true
  }
  if (node.stale) mergeCell(world, node)
  return true
}

function evaluateUnit<D>(world: World<D>, node: UnitNode<D>): boolean {
  node.founded = isBased(node)
  node.active = node.founded && whenHolds(world, node)
  if (node.active && needsRun(node) && !runUnit(world, node)) return false
  setLive(world, node, node.active && node.outcome === 'done')
  settleMove(world, node)
  return true
}

/** The component of these nodes: the one they are known as, if they are all of it. */
function componentOf<D>(nodes: readonly Node<D>[]): Component<D> {
  const known = nodes[0]!.component
  if (
    known !== undefined &&
    known.units.length + known.cells.length + known.memos.length === nodes.length &&
    nodes.every((node) => node.component === known)
  ) {
    return known
  }
  const units: UnitNode<D>[] = []
  const cells: CellNode<D>[] = []
  const memos: MemoNode<D>[] = []
  const component: Component<D> = { units, cells, memos, complete: false, unsettled: undefined }
  for (const node of nodes) {
    node.component = component
    if (node.kind === 'unit') units.push(node)
    else if (node.kind === 'cell') cells.push(node)
    else memos.push(node)
  }
  return component
}
