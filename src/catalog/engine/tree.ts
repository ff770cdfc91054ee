import type { Option } from '../../modules/option.ts'
import type { OptionTree } from '../../modules/option-tree.ts'
import type { OptionType } from '../../modules/option-type.ts'
import { submoduleOf } from '../../modules/types/submodule.ts'
import { aliasTarget } from '../alias.ts'
import type { FactNode, OptionFacts } from '../facts.ts'
import { optionType } from './types.ts'
import { unknownType, unknownValue } from './unknown.ts'

/** An option of a catalog, with what the catalog says beyond what the engine needs. */
export interface CatalogOption extends Option {
  readonly facts: OptionFacts
}

/** Whether an option comes from a catalog: then `facts` says whether it was renamed or removed, and by whom. */
export function isCatalogOption(option: Option): option is CatalogOption {
  return 'facts' in option
}

/** What types need from the tree they stand in. */
export interface TreeContext {
  /** The options of a submodule. */
  inside(node: FactNode): OptionTree
  option(facts: OptionFacts, node: FactNode): CatalogOption
  /** Of disko: the submodule of content of that type. */
  alternative(name: string): OptionType | undefined
}

/**
 * The options of a catalog for the module engine. Everything is made when it is asked for. `types` is where
 * the alternatives of disko's content are.
 */
export function catalogTree(root: FactNode, types?: FactNode): OptionTree {
  const trees = new WeakMap<FactNode, OptionTree>()
  const alternatives = new Map<string, OptionType>()
  const context: TreeContext = {
    inside(node) {
      const tree = trees.get(node) ?? lazyTree(node, node, context)
      trees.set(node, tree)
      return tree
    },
    option: (facts, node) => catalogOption(facts, node, root, context),
    alternative(name) {
      const node = types?.child(name)
      if (!node) return undefined
      const type =
        alternatives.get(name) ??
        submoduleOf({ modules: [{ options: context.inside(node) }], shorthand: true })
      alternatives.set(name, type)
      return type
    },
  }
  return lazyTree(root, root, context)
}

/** `base` is where options that have another name are looked for: the options of NixOS, or of the submodule. */
function lazyTree(node: FactNode, base: FactNode, context: TreeContext): OptionTree {
  const known = new Map<string, Option | OptionTree | undefined>()
  return {
    kind: 'tree',
    child(name) {
      if (!known.has(name)) known.set(name, member(node.child(name), base, context))
      return known.get(name)
    },
    names: () => node.names(),
  }
}

function member(
  node: FactNode | undefined,
  base: FactNode,
  context: TreeContext,
): Option | OptionTree | undefined {
  if (!node) return undefined
  return node.option ? catalogOption(node.option, node, base, context) : lazyTree(node, base, context)
}

function catalogOption(
  facts: OptionFacts,
  node: FactNode,
  base: FactNode,
  context: TreeContext,
): CatalogOption {
  let type: OptionType | undefined
  return {
    kind: 'option',
    facts,
    get type() {
      type ??= typeOf(facts, node, base, context)
      return type
    },
    description: '',
    ...(facts.hasDefault && { default: knownDefault(facts) }),
    readOnly: facts.readOnly ?? false,
    internal: facts.internal ?? false,
    visible: !facts.hidden,
    file: facts.declared,
  }
}

function typeOf(facts: OptionFacts, node: FactNode, base: FactNode, context: TreeContext): OptionType {
  if (facts.removed) return unknownType
  if (facts.aliasOf === undefined) return optionType(facts.struct, node, facts.type, context)
  const target = aliasTarget(base, facts.aliasOf)
  if (!target?.option) return unknownType
  return optionType(target.option.struct, target, target.option.type, context)
}

/**
 * The default as data. It is a deferred value where the catalog has no data, where the name of the submodule is
 * part of it, and where it is null against its own type, as some in nixpkgs are.
 */
function knownDefault({ default: value, declared, apply, struct }: OptionFacts): unknown {
  const misfit = value === null && !nullable.has(struct.t)
  if (value === undefined || misfit || apply || JSON.stringify(value).includes('‹')) {
    return unknownValue(`a default of ${declared}`)
  }
  return value
}

const nullable = new Set([
  'nullOr',
  'enum',
  'oneOf',
  'coercedTo',
  'unspecified',
  'anything',
  'raw',
  'format',
  'unique',
])
