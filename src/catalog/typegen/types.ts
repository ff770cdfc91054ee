import { aliasTarget } from '../alias.ts'
import { emptyNode, type FactNode, type OptionFacts } from '../facts.ts'
import { isCut, type Struct } from '../struct.ts'
import { docOf } from './doc.ts'
import { type Group, type Groups, groupRef, type Property, type TypeText, union } from './group.ts'
import { scalarType } from './scalar.ts'
import { key, literal } from './text.ts'
import {
  anyValue,
  indexType,
  innerFreeform,
  listType,
  literalType,
  type ValueType,
  wrap,
} from './value-type.ts'

/** Turns the facts of one catalog into groups. */
export class TypeWriter {
  readonly #groups: Groups
  readonly #root: FactNode
  /** The alternatives of disko's `subType`, by name. */
  readonly #alternative: (name: string) => TypeText

  constructor(groups: Groups, root: FactNode, alternative: (name: string) => TypeText = () => 'AnyAttrs') {
    this.#groups = groups
    this.#root = root
    this.#alternative = alternative
  }

  /** A group of options, submodule or namespace. */
  group(
    node: FactNode,
    path: readonly string[],
    how: { node: boolean; freeform?: Struct | undefined },
  ): number {
    const properties = this.#properties(node, path, how)
    const index = how.freeform && indexType(this.#free(how.freeform), properties)
    return this.#groups.add({ path, properties, index, node: how.node && index === undefined })
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
      const id = this.group(node, path, { node: true, freeform: inner })
      const group = this.#groups.all[id]!
      if (group.properties.length === 0) return undefined
      return { name, doc: [], type: wrap({ text: groupRef(id), bare: group.node }) }
    }
    if (option.removed) return undefined
    if (option.internal && option.readOnly && name.startsWith('_')) return undefined
    return { name, doc: docOf(option), type: this.#optionType(option, node, path) }
  }

  #optionType(option: OptionFacts, node: FactNode, path: readonly string[]): TypeText {
    if (option.readOnly) return `ReadOnly<${this.value(option.struct, node, path).text}>`
    if (option.aliasOf === undefined) return wrap(this.value(option.struct, node, path))
    // The facts on an alias tell nothing of its type.
    const target = aliasTarget(this.#root, option.aliasOf)
    if (!target?.option) return anyValue.text
    return wrap(this.value(target.option.struct, target, option.aliasOf.split('.')))
  }

  /** The type of a value of `struct`, whose options, if it has any, are below `node`. */
  value(struct: Struct, node: FactNode, path: readonly string[]): ValueType {
    const scalar = scalarType(struct.t)
    if (scalar !== undefined) return { text: scalar }
    switch (struct.t) {
      case 'submodule':
        return this.#submodule(struct, node, path)
      case 'enum':
        return { text: union((struct.values ?? []).map(literalType)) || 'never' }
      case 'nullOr': {
        const inner = this.#part(struct.elem, node, path)
        return inner === anyValue ? inner : { text: union([inner.text, 'null']) }
      }
      case 'unique':
        return this.#part(struct.elem, node, path)
      case 'listOf': {
        const elem = wrap(this.#part(struct.elem, node.each ?? emptyNode, [...path, '*']))
        return { text: listType(elem) }
      }
      case 'attrsOf':
      case 'lazyAttrsOf':
        return { text: `Attrs<${wrap(this.#part(struct.elem, node.each ?? emptyNode, [...path, '*']))}>` }
      case 'dagOf': {
        const elem = this.#part(struct.nested?.elemType, node.each ?? emptyNode, [...path, '*'])
        return { text: `Attrs<Val<${elem.text} | DagEntry<${elem.text}>>>` }
      }
      case 'oneOf':
        if (isCut(struct)) return anyValue
        return this.#union((struct.of ?? []).map((part) => this.value(part, node, path)))
      case 'coercedTo':
        return this.#union([this.#part(struct.from, node, path), this.#part(struct.to, node, path)])
      case 'functionTo':
        return { text: 'NixFunction', bare: true }
      case 'attrTag':
        return this.#tags(struct, node, path)
      case 'subType':
        return { text: union((struct.types ?? []).map(this.#alternative)) }
      default:
        return anyValue
    }
  }

  /** What keys that are no options hold. */
  #free(freeform: Struct): ValueType {
    return this.#part(innerFreeform(freeform), emptyNode, [])
  }

  #part(struct: Struct | undefined, node: FactNode, path: readonly string[]): ValueType {
    return struct ? this.value(struct, node, path) : anyValue
  }

  #union(parts: readonly ValueType[]): ValueType {
    if (parts.includes(anyValue)) return anyValue
    return { text: union(parts.map((part) => part.text)) }
  }

  #submodule(struct: Struct, node: FactNode, path: readonly string[]): ValueType {
    if (node.names().length === 0) {
      if (!struct.freeform) return { text: 'AnyAttrs' }
      return this.value(struct.freeform, emptyNode, path)
    }
    const id = this.group(node, path, { node: true, freeform: struct.freeform })
    return { text: groupRef(id), bare: this.#groups.all[id]!.node }
  }

  #tags(struct: Struct, node: FactNode, path: readonly string[]): ValueType {
    const options = (struct.tags ?? []).map((tag) => {
      const child = node.child(tag)
      const type = child?.option ? this.#optionType(child.option, child, [...path, tag]) : 'AnyValue'
      return `{ readonly ${key(tag)}: ${type} }`
    })
    return { text: options.join(' | ') || 'AnyAttrs' }
  }
}
