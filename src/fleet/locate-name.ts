import type { AnyNode, MemberExpression, TemplateLiteral } from 'acorn'
import type { Place } from '../modules/option-type.ts'
import { followValue, nameOf } from './locate.ts'
import type { Spot } from './problem.ts'
import { nodesBelow } from './source-call.ts'

/** A part of a source file: from its first character to behind its last. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Where a name is selected. */
export interface Selection extends Range {
  readonly kind: 'member'
  /** The selections that make the path, innermost first. */
  readonly members: readonly MemberExpression[]
}

/** Where a name stands in a text of Nix. */
export interface InText extends Range {
  readonly kind: 'nix'
}

/**
 * Where the source says a name: every selection of that path in the part of the value that is meant, or the name in the
 * text of Nix. Nothing where that cannot be told.
 */
export function locateNames(
  source: string,
  place: Place,
  valuePath: readonly string[],
  spot: Spot,
): readonly (Selection | InText)[] {
  const followed = followValue(source, place, valuePath)
  if (followed === undefined) return []
  const parts = [followed.node, followed.call, followed.program] as readonly (AnyNode | undefined)[]
  for (const part of parts) {
    const nodes = part === undefined ? [] : [...nodesBelow(part)]
    const found = spot.kind === 'member' ? selections(nodes, spot) : textsOf(nodes, source, spot)
    if (found.length > 0) return found
  }
  return []
}

function selections(
  nodes: readonly AnyNode[],
  { root, path }: Extract<Spot, { readonly kind: 'member' }>,
): readonly Selection[] {
  return nodes.flatMap((node): readonly Selection[] => {
    if (node.type !== 'MemberExpression') return []
    const members: MemberExpression[] = []
    let from: AnyNode = node
    while (from.type === 'MemberExpression') {
      members.unshift(from)
      from = from.object
    }
    const names = members.map(({ property, computed }) => nameOf(property, computed))
    const isPath = names.length === path.length && names.every((name, index) => name === path[index])
    return isPath && isRoot(from, root)
      ? [{ kind: 'member', members, start: node.property.start, end: node.property.end }]
      : []
  })
}

/** `pkgs` may have another name in the file, as what `packageSet` gives has; the other two do not. */
function isRoot(node: AnyNode, root: string): boolean {
  if (root !== 'pkgs') return node.type === 'Identifier' && node.name === root
  if (node.type === 'CallExpression')
    return node.callee.type === 'Identifier' && node.callee.name === 'packageSet'
  return node.type === 'Identifier' && !['lib', 'builtins', 'inputs'].includes(node.name)
}

function textsOf(
  nodes: readonly AnyNode[],
  source: string,
  { text, hole, start, end }: Extract<Spot, { readonly kind: 'nix' }>,
): readonly InText[] {
  return nodes.flatMap((node): readonly InText[] => {
    if (node.type !== 'TemplateLiteral') return []
    const offset = offsetIn(node, source, { text, hole, start })
    return offset === undefined ? [] : [{ kind: 'nix', start: offset, end: offset + end - start }]
  })
}

/** The offset in the source of an offset in the text that a template makes. */
function offsetIn(
  { quasis }: TemplateLiteral,
  source: string,
  { text, hole, start }: { readonly text: string; readonly hole: string; readonly start: number },
): number | undefined {
  // Where something is escaped, the text and the source are not of one length.
  if (quasis.map((quasi) => source.slice(quasi.start, quasi.end)).join(hole) !== text) return undefined
  let passed = 0
  for (const quasi of quasis) {
    const length = quasi.end - quasi.start
    if (start < passed + length) return start < passed ? undefined : quasi.start + start - passed
    passed += length + hole.length
  }
  return undefined
}
