import type { FactNode } from '../facts.ts'
import { deflate, pack } from './container.ts'
import type { Index, IndexTree } from './format.ts'
import { GroupWriter } from './rows.ts'
import { TypeTable } from './type-table.ts'

/** Namespaces with more text than this are taken apart; smaller neighbours share a group up to it. */
const groupSize = 6_000

/** The bytes of a catalog's file. The same facts give the same bytes. */
export function writeCatalog(source: string, root: FactNode): Uint8Array {
  const types = new TypeTable()
  const plan = new Plan(types)
  const tree = plan.split(root)
  const shared = types.share(plan.groups.map((group) => group.types))
  const index: Index = { source, tree, types: shared.rows }
  return pack(
    index,
    plan.groups.map((group) => deflate(group.data(shared.numbers))),
  )
}

/** Decides which options are in which group. */
class Plan {
  readonly groups: GroupWriter[] = []
  readonly #types: TypeTable

  constructor(types: TypeTable) {
    this.#types = types
  }

  split(namespace: FactNode): IndexTree {
    const tree: Record<string, number | IndexTree> = Object.create(null)
    let open: GroupWriter | undefined
    for (const name of namespace.names()) {
      const child = namespace.child(name)!
      if (!child.option && this.#size(name, child) > groupSize) {
        tree[name] = this.split(child)
        continue
      }
      if (!open) {
        open = new GroupWriter(this.#types)
        this.groups.push(open)
      }
      // Not the last one: the groups of a namespace that was split meanwhile come after it.
      tree[name] = this.groups.indexOf(open)
      open.add(name, child)
      if (open.size > groupSize) open = undefined
    }
    return tree
  }

  #size(name: string, node: FactNode): number {
    const alone = new GroupWriter(new TypeTable())
    alone.add(name, node)
    return alone.size
  }
}
