import type { FactNode, OptionFacts } from './facts.ts'

/** One tree of several, loaded by need; where two say something of one option, the first counts. */
export function mergeFacts(nodes: readonly FactNode[]): FactNode {
  return nodes.length === 1 ? nodes[0]! : new MergedNode(nodes)
}

class MergedNode implements FactNode {
  readonly #nodes: readonly FactNode[]
  readonly #children = new Map<string, FactNode | undefined>()

  constructor(nodes: readonly FactNode[]) {
    this.#nodes = nodes
  }

  get option(): OptionFacts | undefined {
    return this.#nodes.find((node) => node.option)?.option
  }

  get each(): FactNode | undefined {
    const found = this.#nodes.flatMap((node) => node.each ?? [])
    return found.length > 0 ? mergeFacts(found) : undefined
  }

  child(name: string): FactNode | undefined {
    if (!this.#children.has(name)) {
      const found = this.#nodes.flatMap((node) => node.child(name) ?? [])
      this.#children.set(name, found.length > 0 ? mergeFacts(found) : undefined)
    }
    return this.#children.get(name)
  }

  names(): readonly string[] {
    return [...new Set(this.#nodes.flatMap((node) => node.names()))].sort()
  }
}
