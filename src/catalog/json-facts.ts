import type { FactNode, Json, OptionFacts } from './facts.ts'
import { parseOptionPath } from './option-path.ts'
import type { Struct } from './struct.ts'

/** One option in the JSON that evaluation of nixpkgs leaves behind. */
export interface JsonOption {
  readonly type: string
  readonly struct: Struct
  readonly hasDefault: boolean
  readonly default?: Json
  readonly declared: string
  readonly readOnly?: boolean
  readonly internal?: boolean
  readonly visible?: boolean | string
  readonly apply?: boolean
  readonly aliasOf?: string
  readonly removed?: boolean
  readonly module?: string
}

/** A node while the tree is built. */
export interface GrowingNode extends FactNode {
  option?: OptionFacts | undefined
  readonly children: Map<string, GrowingNode>
  each?: GrowingNode | undefined
}

/** The tree of the options of a JSON file; names are sorted. */
export function factsFromJson(options: Readonly<Record<string, JsonOption>>): FactNode {
  const root = newNode()
  for (const path of Object.keys(options).sort()) nodeAt(root, path).option = optionFacts(options[path]!)
  return root
}

export function newNode(): GrowingNode {
  return { children: new Map() }
}

function nodeAt(root: GrowingNode, path: string): GrowingNode {
  let node = root
  for (const step of parseOptionPath(path)) {
    if (step === 'each') {
      node.each ??= newNode()
      node = node.each
    } else {
      let child = node.children.get(step.name)
      if (!child) {
        child = newNode()
        node.children.set(step.name, child)
      }
      node = child
    }
  }
  return node
}

function optionFacts(json: JsonOption): OptionFacts {
  return {
    struct: json.struct,
    type: json.type,
    hasDefault: json.hasDefault,
    ...('default' in json && { default: json.default }),
    declared: json.declared,
    ...(json.readOnly && { readOnly: true }),
    ...(json.internal && { internal: true }),
    ...(json.visible === false && { hidden: true }),
    ...(json.apply && { apply: true }),
    ...(json.aliasOf !== undefined && { aliasOf: json.aliasOf }),
    ...(json.removed && { removed: true }),
    ...(json.module !== undefined && { module: json.module }),
  }
}
