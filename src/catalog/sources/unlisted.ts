import type { FactNode, OptionFacts } from '../facts.ts'
import { factsOf } from '../json-facts.ts'
import type { Step } from '../option-path.ts'

/**
 * What documentation lists, with what it leaves out: options that are internal, hidden, renamed or removed, as another
 * catalog knows them. Without them, `assertions` and old names would be unknown.
 */
export function withUnlisted(listed: FactNode, other: FactNode): FactNode {
  const left = [...optionsOf(other, [])].filter(([path, facts]) => isUnlisted(facts) && !has(listed, path))
  return factsOf([...optionsOf(listed, []), ...left])
}

function isUnlisted({ internal, hidden, aliasOf, removed }: OptionFacts): boolean {
  return internal === true || hidden === true || aliasOf !== undefined || removed === true
}

function has(root: FactNode, path: readonly Step[]): boolean {
  let node: FactNode | undefined = root
  for (const step of path) node = step === 'each' ? node?.each : node?.child(step.name)
  return node?.option !== undefined
}

function* optionsOf(
  node: FactNode,
  path: readonly Step[],
): Iterable<readonly [readonly Step[], OptionFacts]> {
  if (node.option) yield [path, node.option]
  for (const name of node.names()) yield* optionsOf(node.child(name)!, [...path, { name }])
  if (node.each) yield* optionsOf(node.each, [...path, 'each'])
}
