import type { Option } from '../../modules/option.ts'
import type { OptionType } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { addCheck } from '../../modules/types/add-check.ts'
import { attrTag } from '../../modules/types/attr-tag.ts'
import { attrsOf, lazyAttrsOf } from '../../modules/types/attrs-of.ts'
import { oneOf } from '../../modules/types/either.ts'
import { functionTo } from '../../modules/types/function-to.ts'
import { listOf, nonEmptyListOf } from '../../modules/types/list.ts'
import { nullOr } from '../../modules/types/null-or.ts'
import { enumOf } from '../../modules/types/simple.ts'
import { submoduleOf } from '../../modules/types/submodule.ts'
import { uniq } from '../../modules/types/unique.ts'
import { emptyNode, type FactNode } from '../facts.ts'
import type { Struct } from '../struct.ts'
import { scalarOptionType } from './scalar.ts'
import { alternativesOf, iniAtom, serializedType } from './serialized.ts'
import { convertible, dagElement, taggedByType } from './special.ts'
import type { TreeContext } from './tree.ts'
import { unknownSet, unknownType } from './unknown.ts'

/** The engine's type for a struct. The options of its submodules are below `node`; `words` is the option's whole type. */
export function optionType(struct: Struct, node: FactNode, words: string, context: TreeContext): OptionType {
  const part = (inner: Struct | undefined, below: FactNode = emptyNode): OptionType =>
    inner ? optionType(inner, below, words, context) : unknownType
  const each = node.each ?? emptyNode
  const whole = serializedType(struct) ?? iniAtom(struct, words)
  if (whole) return whole
  switch (struct.t) {
    case 'listOf':
      return (isNonEmpty(words) ? nonEmptyListOf : listOf)(part(struct.elem, each))
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
      return struct.of?.length
        ? oneOf(...alternativesOf(struct).map((inner) => ('t' in inner ? part(inner, node) : inner)))
        : unknownType
    case 'coercedTo':
      return convertible(part(struct.from), part(struct.to, node))
    case 'submodule':
      return submodule(struct, node, words, context)
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

/** Whether lists must hold something: the facts know it by the words alone, which do not tell two lists apart. */
function isNonEmpty(words: string): boolean {
  return words.includes('non-empty (list of') && words.match(/\blist of/g)?.length === 1
}

function submodule(struct: Struct, node: FactNode, words: string, context: TreeContext): OptionType {
  const freeform = struct.freeform && optionType(struct.freeform, emptyNode, words, context)
  if (node.names().length === 0) return freeform ? addCheck(freeform, isAttrs) : unknownSet
  return submoduleOf({ modules: [{ options: context.inside(node), freeform }], shorthand: true })
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
