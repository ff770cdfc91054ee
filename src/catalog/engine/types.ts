import type { Option } from '../../modules/option.ts'
import type { OptionType } from '../../modules/option-type.ts'
import { attrTag } from '../../modules/types/attr-tag.ts'
import { attrsOf, lazyAttrsOf } from '../../modules/types/attrs-of.ts'
import { oneOf } from '../../modules/types/either.ts'
import { functionTo } from '../../modules/types/function-to.ts'
import { listOf } from '../../modules/types/list.ts'
import { nullOr } from '../../modules/types/null-or.ts'
import { enumOf } from '../../modules/types/simple.ts'
import { submoduleOf } from '../../modules/types/submodule.ts'
import { uniq } from '../../modules/types/unique.ts'
import { emptyNode, type FactNode } from '../facts.ts'
import type { Struct } from '../struct.ts'
import { scalarOptionType } from './scalar.ts'
import { convertible, dagElement, taggedByType } from './special.ts'
import type { TreeContext } from './tree.ts'
import { unknownSet, unknownType } from './unknown.ts'

/** The engine's type for a struct. The options of its submodules are below `node`. */
export function optionType(struct: Struct, node: FactNode, words: string, context: TreeContext): OptionType {
  const part = (inner: Struct | undefined, below: FactNode = emptyNode): OptionType =>
    inner ? optionType(inner, below, inner.desc ?? '', context) : unknownType
  const each = node.each ?? emptyNode
  switch (struct.t) {
    case 'listOf':
      return listOf(part(struct.elem, each))
    case 'attrsOf':
      return attrsOf(part(struct.elem, each))
    case 'lazyAttrsOf':
      return lazyAttrsOf(part(struct.elem, each))
    case 'nullOr':
      return nullOr(part(struct.elem, node))
    case 'unique':
      return uniq(part(struct.elem, node))
    case 'functionTo':
      return functionTo(part(struct.elem))
    case 'enum':
      return enumOf(...(struct.values ?? []))
    case 'oneOf':
      return struct.of?.length ? oneOf(...struct.of.map((inner) => part(inner, node))) : unknownType
    case 'coercedTo':
      return convertible(part(struct.from), part(struct.to, node))
    case 'submodule':
      return submodule(struct, node, context)
    case 'attrTag':
      return tags(struct, node, context)
    case 'subType':
      return taggedByType(struct.types ?? [], context.alternative)
    case 'dagOf':
      return attrsOf(dagElement(part(struct.nested?.elemType, each)))
    default:
      return scalarOptionType(struct, words) ?? unknownType
  }
}

function submodule(struct: Struct, node: FactNode, context: TreeContext): OptionType {
  const freeform = struct.freeform && optionType(struct.freeform, emptyNode, '', context)
  if (node.names().length === 0) return freeform ?? unknownSet
  return submoduleOf({ modules: [{ options: context.tree(node), freeform }], shorthand: true })
}

function tags(struct: Struct, node: FactNode, context: TreeContext): OptionType {
  const options: Record<string, Option> = {}
  for (const tag of struct.tags ?? []) {
    const child = node.child(tag)
    if (!child?.option) return unknownSet
    options[tag] = context.option(child.option, child)
  }
  return attrTag(options)
}
