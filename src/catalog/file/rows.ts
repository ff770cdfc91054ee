import type { FactNode, OptionFacts } from '../facts.ts'
import {
  flags,
  type GroupData,
  type More,
  type NodeRow,
  type NodeTree,
  type OptionRow,
  type TypeRow,
} from './format.ts'
import type { TypeTable } from './type-table.ts'

/** Collects the options of one group. */
export class GroupWriter {
  /** The types in use, by their number in the table. */
  readonly types: Set<number> = new Set()
  /** About how much text the group is. */
  size = 0
  readonly #table: TypeTable
  readonly #nodes: Record<string, NodeRow> = Object.create(null)
  readonly #files = new Map<string, number>()

  constructor(table: TypeTable) {
    this.#table = table
  }

  add(name: string, node: FactNode): void {
    const row = this.#row(node)
    this.#nodes[name] = row
    this.size += JSON.stringify(row).length + name.length
  }

  /** The group with the types that are shared as numbers of the index, and the others in place. */
  data(shared: ReadonlyMap<number, number>): GroupData {
    const type = (number: number): number | TypeRow => shared.get(number) ?? this.#table.row(number)
    return { files: [...this.#files.keys()], nodes: mapTypes(this.#nodes, type) }
  }

  #row(node: FactNode): NodeRow {
    const children = tree(node, (child) => this.#row(child))
    const { option, each } = node
    if (!option) return each ? [null, 0, 0, { children, each: this.#row(each) }] : children
    const type = this.#table.number(option)
    this.types.add(type)
    const more: More = {
      ...(option.default !== undefined && { default: option.default }),
      ...(option.aliasOf !== undefined && { alias: option.aliasOf }),
      ...(option.module !== undefined && { module: option.module }),
      ...(node.names().length > 0 && { children }),
      ...(each && { each: this.#row(each) }),
    }
    const file = this.#file(option.declared)
    if (Object.keys(more).length > 0) return [type, file, bits(option), more]
    return bits(option) === 0 ? [type, file] : [type, file, bits(option)]
  }

  #file(name: string): number {
    const number = this.#files.get(name) ?? this.#files.size
    this.#files.set(name, number)
    return number
  }
}

function tree(node: FactNode, row: (child: FactNode) => NodeRow): NodeTree {
  const result: Record<string, NodeRow> = Object.create(null)
  for (const name of node.names()) result[name] = row(node.child(name)!)
  return result
}

function bits(option: OptionFacts): number {
  return (
    (option.hasDefault ? flags.hasDefault : 0) |
    (option.readOnly ? flags.readOnly : 0) |
    (option.internal ? flags.internal : 0) |
    (option.hidden ? flags.hidden : 0) |
    (option.apply ? flags.apply : 0) |
    (option.removed ? flags.removed : 0)
  )
}

function mapTypes(nodes: NodeTree, type: (number: number) => number | TypeRow): NodeTree {
  const result: Record<string, NodeRow> = Object.create(null)
  for (const [name, row] of Object.entries(nodes)) result[name] = mapRow(row, type)
  return result
}

function mapRow(row: NodeRow, type: (number: number) => number | TypeRow): NodeRow {
  if (!isOptionRow(row)) return mapTypes(row, type)
  const [number, file, flag, more] = row
  const mapped = typeof number === 'number' ? type(number) : number
  if (!more) return flag === undefined ? [mapped, file] : [mapped, file, flag]
  return [
    mapped,
    file,
    flag!,
    {
      ...more,
      ...(more.children && { children: mapTypes(more.children, type) }),
      ...(more.each && { each: mapRow(more.each, type) }),
    },
  ]
}

function isOptionRow(row: NodeRow): row is OptionRow {
  return Array.isArray(row)
}
