import type { CellNode, Edge, Step, UnitNode } from './graph.ts'
import { added } from './graph.ts'
import { countsNow } from './order.ts'
import { readsChanged } from './reading.ts'
import type { CellSlot } from './slot.ts'
import { begin, end, fail } from './tracker.ts'
import type { Item, Unit } from './types.ts'
import { mergeCell } from './values.ts'
import type { World } from './world.ts'
import { setStale, slotOf, unitNode } from './world.ts'

const mostRuns = 1000

/** Runs a unit and takes over what it says; false where it has to wait for the next pass. */
export function runUnit<D>(world: World<D>, node: UnitNode<D>): boolean {
  node.runs++
  node.renewed = false
  if (node.runs > world.limit * mostRuns) world.runaway.add(node)
  const tracker = begin(world, node)
  let items: readonly Item<D>[] = []
  try {
    const made = node.unit.run(world.reader)
    items = Array.isArray(made) ? made : Array.from(made)
  } catch (error) {
    fail(tracker, error)
  }
  const outcome = end(world, tracker)
  node.outcome = outcome
  if (outcome === 'none') {
    world.postponed.push(node)
    return false
  }
  apply(world, node, outcome === 'done' ? items : [])
  return true
}

export function needsRun<D>(node: UnitNode<D>): boolean {
  return node.outcome === 'none' || node.renewed || readsChanged(node)
}

export function whenHolds<D>(world: World<D>, { when }: UnitNode<D>): boolean {
  if (when === undefined) return true
  if (when.stale && !(world.evaluating && when.component === world.evaluating)) mergeCell(world, when)
  return when.value === true
}

/** Whether a unit outside the cycle `within`, or the caller, places this one. */
export function isBased<D>(node: UnitNode<D>, within?: object): boolean {
  if (node.root >= 0) return true
  for (let edge = node.placers; edge !== undefined; edge = edge.next) {
    if (countsNow(edge) && !(within !== undefined && edge.from.component === within)) return true
  }
  return false
}

/** Lets what a unit says count, or no longer. */
export function setLive<D>(world: World<D>, node: UnitNode<D>, live: boolean): void {
  if (node.live === live) return
  node.live = live
  for (const { at, learned, to } of node.defines) if (at >= 0 && learned) setStale(world, to)
  if (node.steps.length > 0) movePlaced(world, node)
}

function movePlaced<D>(world: World<D>, node: UnitNode<D>): void {
  world.structure++
  for (const { edge } of node.steps) edge.to.moved = true
}

/** Passes on that a unit may stand elsewhere in the order of use. */
export function settleMove<D>(world: World<D>, node: UnitNode<D>): void {
  if (!node.moved) return
  node.moved = false
  if (!node.live) return
  for (const { at, learned, to } of node.defines) {
    if (at >= 0 && learned && to.definers?.next !== undefined) setStale(world, to)
  }
  for (const { edge } of node.steps) edge.to.moved = true
}

function apply<D>(world: World<D>, node: UnitNode<D>, items: readonly Item<D>[]): void {
  for (const edge of node.defines) {
    if (edge.at >= 0 && edge.learned) setStale(world, edge.to)
    edge.at = -1
    edge.more = undefined
  }
  for (const edge of node.places) edge.at = -1
  const before = node.steps
  const known = node.defines.length
  node.items = items
  node.steps = noSteps
  node.inlines = false
  // Most runs define the same cells as the one before, in the same order.
  let expected = 0
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!
    if (item.kind !== 'define') {
      applyPlace(world, node, item, index)
      continue
    }
    let edge = node.defines[expected]
    if (edge !== undefined && edge.to.cell === item.cell) expected++
    else edge = defineEdge(world, node, slotOf(world, item.cell))
    if (edge.at < 0) edge.at = index
    else edge.more = added(edge.more ?? [], index)
    if (edge.learned) setStale(world, edge.to)
  }
  // Lists that grow keep room to grow; there are too many of them for that.
  if (node.defines.length > known) node.defines = node.defines.slice()
  if (sameSteps(before, node.steps, node.inlines)) return
  for (const { edge } of before) edge.to.moved = true
  movePlaced(world, node)
}

function applyPlace<D>(
  world: World<D>,
  node: UnitNode<D>,
  item: Exclude<Item<D>, { readonly kind: 'define' }>,
  index: number,
): void {
  const to = unitNode(world, item.unit, node)
  if (to === undefined || to === node) return
  const edge = placeEdge(world, node, to)
  if (edge.at < 0) edge.at = index
  const inline = item.kind === 'inline'
  if (inline) {
    node.inlines = true
    if (to.unit !== item.unit) renewOrLater(world, node, to, item.unit)
  }
  const step = { edge, index, inline }
  if (node.steps === noSteps) node.steps = [step]
  else node.steps.push(step)
}

/**
 * A function in a list sees what its holder saw when it made it, so a new one takes the place of the old one. Inside a
 * cycle it does so when the round is over: all units of a round run on the state of the round before.
 */
function renewOrLater<D>(world: World<D>, holder: UnitNode<D>, node: UnitNode<D>, unit: Unit<D>): void {
  if (isWithin(world, holder, node)) world.renewals.push({ node, unit })
  else renew(node, unit)
}

export function renew<D>(node: UnitNode<D>, unit: Unit<D>): void {
  node.unit = unit
  node.renewed = true
}

function sameSteps<D>(a: readonly Step<D>[], b: readonly Step<D>[], positions: boolean): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!
    const y = b[i]!
    if (x.edge !== y.edge || x.inline !== y.inline || (positions && x.index !== y.index)) return false
  }
  return true
}

const noSteps: never[] = []
const few = 8

function defineEdge<D>(world: World<D>, from: UnitNode<D>, to: CellSlot<D>): Edge<D, CellSlot<D>> {
  const known = edgeFrom(from, to.definers, () => {
    if (from.defines.length < few) return from.defines.find((edge) => edge.to === to)
    from.definesMap ??= new Map(from.defines.map((edge) => [edge.to, edge]))
    return from.definesMap.get(to)
  })
  if (known !== undefined) return known
  const edge = { from, to, learned: false, at: -1, more: undefined, next: to.definers }
  to.definers = edge
  from.defines = added(from.defines, edge)
  from.definesMap?.set(to, edge)
  if (to.node !== undefined && isWithin(world, from, to.node)) learnDefine(world, edge)
  else world.newDefines.push(edge)
  return edge
}

function placeEdge<D>(world: World<D>, from: UnitNode<D>, to: UnitNode<D>): Edge<D, UnitNode<D>> {
  const known = edgeFrom(from, to.placers, () => {
    if (from.places.length < few) return from.places.find((edge) => edge.to === to)
    from.placesMap ??= new Map(from.places.map((edge) => [edge.to, edge]))
    return from.placesMap.get(to)
  })
  if (known !== undefined) return known
  const edge = { from, to, learned: false, at: -1, more: undefined, next: to.placers }
  to.placers = edge
  from.places = added(from.places, edge)
  from.placesMap?.set(to, edge)
  if (isWithin(world, from, to)) learnPlace(world, edge)
  else world.newPlaces.push(edge)
  return edge
}

/** The edge that comes from a unit, if there is one. Most nodes have few; where there are many, `search` finds it. */
function edgeFrom<D, To>(
  from: UnitNode<D>,
  edges: Edge<D, To> | undefined,
  search: () => Edge<D, To> | undefined,
): Edge<D, To> | undefined {
  let edge = edges
  for (let i = 0; i < few && edge !== undefined; i++) {
    if (edge.from === from) return edge
    edge = edge.next
  }
  return edge === undefined ? undefined : search()
}

/** Inside the cycle in hand a new edge changes nothing in the order of work, and counts at once. */
function isWithin<D>(world: World<D>, from: UnitNode<D>, to: CellNode<D> | UnitNode<D>): boolean {
  const { evaluating } = world
  return evaluating !== undefined && from.component === evaluating && to.component === evaluating
}

export function learnDefine<D>(world: World<D>, edge: Edge<D, CellSlot<D>>): void {
  edge.learned = true
  setStale(world, edge.to)
}

export function learnPlace<D>(world: World<D>, edge: Edge<D, UnitNode<D>>): void {
  edge.learned = true
  edge.to.moved = true
  world.structure++
  setHome(world, edge)
}

/** Tells a unit, and those it leads to, which root they belong to. */
function setHome<D>(world: World<D>, { from, to }: Edge<D, UnitNode<D>>): void {
  if (world.shared || to.home === from.home || from.home === undefined) return
  if (to.home !== undefined) {
    world.shared = true
    return
  }
  const open = [to]
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    unit.home = from.home
    for (const edge of unit.places) {
      if (!edge.learned || edge.to.home === from.home) continue
      if (edge.to.home !== undefined) {
        world.shared = true
        return
      }
      open.push(edge.to)
    }
  }
}
