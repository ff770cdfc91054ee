import type { Node } from './graph.ts'

/** What depends on a node, as far as learned. Cells that nobody reads are left out: nothing follows from them. */
export function eachDependent<D>(node: Node<D>, see: (next: Node<D>) => void): void {
  if (node.kind !== 'unit') {
    for (const reader of node.readers) see(reader)
    return
  }
  for (const { learned, to } of node.defines) if (learned && to.node !== undefined) see(to.node)
  for (const { learned, to } of node.places) if (learned) see(to)
}

function dependents<D>(node: Node<D>): readonly Node<D>[] {
  if (node.kind !== 'unit') return node.readers
  const found: Node<D>[] = []
  eachDependent(node, (next) => found.push(next))
  return found
}

/**
 * The strongly connected components of the nodes, each after those it depends on: Tarjan's algorithm with a
 * stack of its own. Every dependent of a node must be among the nodes.
 */
export function components<D>(nodes: readonly Node<D>[]): Node<D>[][] {
  const result: Node<D>[][] = []
  for (const node of nodes) node.index = 0
  const stack: Node<D>[] = []
  const path: Node<D>[] = []
  const following: (readonly Node<D>[])[] = []
  const cursors: number[] = []
  let index = 0
  const enter = (node: Node<D>) => {
    node.index = node.low = ++index
    stack.push(node)
    path.push(node)
    following.push(dependents(node))
    cursors.push(0)
  }
  for (const start of nodes) {
    if (start.index !== 0) continue
    enter(start)
    while (path.length > 0) {
      const node = path.at(-1)!
      const top = path.length - 1
      const next = following[top]![cursors[top]!++]
      if (next !== undefined) {
        if (next.index === 0) enter(next)
        else if (next.index < node.low) node.low = next.index
        continue
      }
      path.pop()
      following.pop()
      cursors.pop()
      const before = path.at(-1)
      if (before !== undefined && node.low < before.low) before.low = node.low
      if (node.low === node.index) result.push(pop(stack, node))
    }
  }
  return result.reverse()
}

/** More than any index. Not larger, since V8 boxes the numbers above in each node. */
const popped = 0x3fffffff

function pop<D>(stack: Node<D>[], last: Node<D>): Node<D>[] {
  const members: Node<D>[] = []
  for (;;) {
    const node = stack.pop()!
    // No longer on the stack: it lowers nobody.
    node.index = popped
    members.push(node)
    if (node === last) return members
  }
}
