import type { FactNode, Json, OptionFacts } from './facts.ts'
import { parseOptionPath, type Step } from './option-path.ts'
import type { Struct } from './struct.ts'

/** One option in the JSON that evaluation of nixpkgs leaves behind. */
export interface JsonOption {
  readonly type: string
  readonly struct: Struct
  readonly hasDefault: boolean
  readonly default?: Json
  readonly declared: string | null
  readonly readOnly?: boolean
  readonly internal?: boolean
  readonly visible?: boolean | string
  readonly apply?: boolean
  readonly aliasOf?: string
  readonly removed?: boolean
  readonly module?: string
}

/** A node while the tree is built. */
class GrowingNode implements FactNode {
  option?: OptionFacts | undefined
  each?: GrowingNode | undefined
  readonly children = new Map<string, GrowingNode>()

  child(name: string): GrowingNode | undefined {
    return this.children.get(name)
  }

  names(): readonly string[] {
    return [...this.children.keys()].sort()
  }

  at(path: readonly Step[]): GrowingNode {
    let node: GrowingNode = this
    for (const step of path) {
      if (step === 'each') {
        node.each ??= new GrowingNode()
        node = node.each
      } else {
        const child = node.children.get(step.name) ?? new GrowingNode()
        node.children.set(step.name, child)
        node = child
      }
    }
    return node
  }
}

/** The tree of the options of a JSON file. */
export function factsFromJson(options: Readonly<Record<string, JsonOption>>): FactNode {
  return factsOf(
    Object.entries(options).map(([path, option]) => [parseOptionPath(path), optionFacts(option)]),
  )
}

/** The tree of these options. */
export function factsOf(options: Iterable<readonly [path: readonly Step[], option: OptionFacts]>): FactNode {
  const root = new GrowingNode()
  for (const [path, option] of options) root.at(path).option = option
  return root
}

/** What is known of an option, as its JSON says it. */
export function optionFacts(json: JsonOption): OptionFacts {
  return {
    struct: json.struct,
    type: json.type,
    hasDefault: json.hasDefault,
    ...('default' in json && { default: json.default }),
    declared: json.declared ?? '<unknown-file>',
    ...(json.readOnly && { readOnly: true }),
    ...(json.internal && { internal: true }),
    ...(json.visible === false && { hidden: true }),
    ...(json.apply && { apply: true }),
    ...(json.aliasOf !== undefined && { aliasOf: json.aliasOf }),
    ...(json.removed && { removed: true }),
    ...(json.module !== undefined && { module: json.module }),
  }
}
