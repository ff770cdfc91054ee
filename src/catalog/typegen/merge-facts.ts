import type { FactNode } from '../facts.ts'

/** One tree of several; where two say something of one option, the first counts. Names are sorted. */
export function mergeFacts(nodes: readonly FactNode[]): FactNode {
  if (nodes.length === 1) return nodes[0]!
  const names = new Set(nodes.flatMap((node) => [...node.children.keys()]))
  const children = new Map<string, FactNode>()
  for (const name of [...names].sort()) {
    children.set(name, mergeFacts(nodes.flatMap((node) => node.children.get(name) ?? [])))
  }
  const each = nodes.flatMap((node) => node.each ?? [])
  return {
    option: nodes.find((node) => node.option)?.option,
    children,
    each: each.length > 0 ? mergeFacts(each) : undefined,
  }
}
