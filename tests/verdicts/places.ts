import type { FactNode, OptionFacts } from '../../src/catalog/facts.ts'
import type { Struct } from '../../src/catalog/struct.ts'
import type { Expr } from '../module-system/neutral.ts'

/** A step into an element of a list; other steps are names. */
export const element = 0
export type Step = string | typeof element

/** An option of a catalog, reached through names that were made up where any may stand. */
export interface Place {
  readonly steps: readonly Step[]
  /** How many of the steps lead to the option on the top level; the others lead into its value. */
  readonly outer: number
  /** How many options it stands inside. */
  readonly depth: number
  readonly node: FactNode
  readonly facts: OptionFacts
}

/** All options below a node, but those below the paths that are left out. */
export function placesOf(root: FactNode, leftOut: ReadonlySet<string> = new Set()): Place[] {
  const below = (node: FactNode, steps: readonly Step[], outer: number | undefined, depth: number): Place[] =>
    node.names().flatMap((name) => {
      const here = [...steps, name]
      return leftOut.has(here.join('.')) ? [] : at(node.child(name)!, here, outer, depth)
    })
  const at = (node: FactNode, steps: readonly Step[], known: number | undefined, depth: number): Place[] => {
    const facts = node.option
    if (facts === undefined) return below(node, steps, known, depth)
    const outer = known ?? steps.length
    const own: Place = { steps, outer, depth, node, facts }
    const inside = { listOf: element, attrsOf: 'alpha', submodule: undefined } as const
    const kind = holder(facts.struct)
    if (kind === undefined) return [own]
    const step = inside[kind]
    if (step === undefined) return [own, ...below(node, steps, outer, depth + 1)]
    return node.each ? [own, ...below(node.each, [...steps, step], outer, depth + 1)] : [own]
  }
  return below(root, [], undefined, 0)
}

/** What the options inside a value are reached through. */
function holder({ t, elem }: Struct): 'listOf' | 'attrsOf' | 'submodule' | undefined {
  if (t === 'nullOr' || t === 'unique') return elem && holder(elem)
  if (t === 'lazyAttrsOf') return 'attrsOf'
  return t === 'listOf' || t === 'attrsOf' || t === 'submodule' ? t : undefined
}

/** A configuration that says the value at the place. */
export function sayAt(steps: readonly Step[], value: Expr): Expr {
  return steps.reduceRight<Expr>((inner, step) => (step === element ? [inner] : { [step]: inner }), value)
}
