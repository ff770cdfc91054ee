import { aliasTarget } from '../alias.ts'
import { emptyNode, type FactNode, type OptionFacts } from '../facts.ts'
import type { Struct } from '../struct.ts'
import { docOf } from './doc.ts'
import { type Group, type Groups, groupRef, type Property, type TypeText } from './group.ts'
import { literal } from './text.ts'
import { anyValue, indexType, innerFreeform, type ValueType, wrap } from './value-type.ts'
import { ValueTypes } from './values.ts'

/** Turns the facts of one catalog into groups. */
export class TypeWriter {
  readonly #groups: Groups
  readonly #root: FactNode
  readonly #values: ValueTypes

  constructor(groups: Groups, root: FactNode, alternative: (name: string) => TypeText = () => 'AnyAttrs') {
    this.#groups = groups
    this.#root = root
    this.#values = new ValueTypes({
      option: (option, node, path) => this.#optionType(option, node, path),
      submodule: (node, path, freeform) => this.#groupType(this.group(node, path, { node: true, freeform })),
      alternative,
    })
  }

  /** A group of options, submodule or namespace. */
  group(
    node: FactNode,
    path: readonly string[],
    how: { node: boolean; freeform?: Struct | undefined; isPlace?: boolean },
  ): number {
    const properties = this.#properties(node, path, how)
    const index = how.freeform && indexType(this.#free(how.freeform), properties)
    const isPlace = how.isPlace === true && !path.includes('*')
    return this.#groups.add({ path, properties, index, node: how.node && index === undefined, isPlace })
  }

  /** An alternative of disko's `subType`: the others are told apart from it by its `type`. */
  content(node: FactNode, path: readonly string[], type: string): Group {
    return { path, properties: this.#properties(node, path, { type }), node: false }
  }

  #properties(
    node: FactNode,
    path: readonly string[],
    how: { freeform?: Struct | undefined; type?: string },
  ): readonly Property[] {
    const properties: Property[] = []
    for (const name of node.names()) {
      const child = node.child(name)!
      const property = this.#property(name, child, [...path, name], how)
      if (property) properties.push(property)
    }
    return properties
  }

  #property(
    name: string,
    node: FactNode,
    path: readonly string[],
    { freeform, type }: { freeform?: Struct | undefined; type?: string },
  ): Property | undefined {
    const option = node.option
    if (type !== undefined && name === 'type') return { name, doc: [], type: literal(type), required: true }
    if (!option) {
      if (node.names().length === 0) return undefined
      const inner = freeform && innerFreeform(freeform)
      const id = this.group(node, path, { node: true, freeform: inner, isPlace: true })
      if (this.#groups.all[id]!.properties.length === 0) return undefined
      return { name, doc: [], type: wrap(this.#groupType(id)) }
    }
    if (option.removed) return undefined
    if (option.internal && option.readOnly && name.startsWith('_')) return undefined
    return { name, doc: docOf(option), type: this.#optionType(option, node, path) }
  }

  #optionType(option: OptionFacts, node: FactNode, path: readonly string[]): TypeText {
    if (option.readOnly) return `ReadOnly<${this.#values.value(option.struct, node, path).text}>`
    if (option.aliasOf === undefined) return wrap(this.#values.value(option.struct, node, path))
    // The facts on an alias tell nothing of its type.
    const target = aliasTarget(this.#root, option.aliasOf)
    if (!target?.option) return anyValue.text
    return wrap(this.#values.value(target.option.struct, target, option.aliasOf.split('.')))
  }

  /** What keys that are no options hold. */
  #free(freeform: Struct): ValueType {
    const inner = innerFreeform(freeform)
    return inner ? this.#values.value(inner, emptyNode, []) : anyValue
  }

  #groupType(id: number): ValueType {
    return { text: groupRef(id), bare: this.#groups.all[id]!.node }
  }
}
