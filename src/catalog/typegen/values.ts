import { emptyNode, type FactNode, type OptionFacts } from '../facts.ts'
import { isCut, type Struct } from '../struct.ts'
import { type TypeText, union } from './group.ts'
import { scalarType } from './scalar.ts'
import { key } from './text.ts'
import { anyValue, listType, literalType, type ValueType, wrap } from './value-type.ts'

/** What a type needs from the place it stands in. */
export interface TypePlace {
  option(option: OptionFacts, node: FactNode, path: readonly string[]): TypeText
  submodule(node: FactNode, path: readonly string[], freeform: Struct | undefined): ValueType
  /** Of disko's `subType`: the type of an alternative. */
  alternative(name: string): TypeText
}

/** The TypeScript types of values. */
export class ValueTypes {
  readonly #place: TypePlace

  constructor(place: TypePlace) {
    this.#place = place
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
        return { text: union((struct.types ?? []).map(this.#place.alternative)) }
      default:
        return anyValue
    }
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
    return this.#place.submodule(node, path, struct.freeform)
  }

  #tags(struct: Struct, node: FactNode, path: readonly string[]): ValueType {
    const options = (struct.tags ?? []).map((tag) => {
      const child = node.child(tag)
      const type = child?.option ? this.#place.option(child.option, child, [...path, tag]) : 'AnyValue'
      return `{ readonly ${key(tag)}: ${type} }`
    })
    return { text: options.join(' | ') || 'AnyAttrs' }
  }
}
