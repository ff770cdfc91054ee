import type { FactNode, HostCatalog } from '../../catalog/index.ts'
import type { Path } from '../../modules/option-type.ts'

/** What is known of the options of a host, or of a user's Home Manager. */
export function factsFor(catalog: HostCatalog, user: string | undefined): FactNode {
  return (user === undefined ? catalog.nixos : catalog.home).root
}

/** The place a path leads to, through elements of lists and sets. */
export function factAt(root: FactNode, path: Path): FactNode | undefined {
  let node: FactNode | undefined = root
  for (const name of path) node = node?.child(name) ?? node?.each
  return node
}

/** Whether the path leads to an option, or into the value of one whose inside is not declared. */
export function isDeclared(root: FactNode, path: Path): boolean {
  let node = root
  for (const name of path) {
    const next = node.child(name) ?? node.each
    if (next === undefined) return node.option !== undefined && (node.names().length === 0 || isFree(node))
    node = next
  }
  return true
}

/** Whether an option takes names that nobody declares. */
export function isFree({ option }: FactNode): boolean {
  return option !== undefined && JSON.stringify(option.struct).includes('"freeform"')
}
