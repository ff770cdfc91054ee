import type { AnyNode, MemberExpression } from 'acorn'
import type { Place } from '../modules/option-type.ts'
import { followValue, nameOf } from './locate.ts'
import type { Spot } from './problem.ts'
import { nodesBelow } from './source-call.ts'
import { offsetAmong, offsetAround, type Piece, piecesOf } from './source-text.ts'

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
  spot: Extract<Spot, { readonly kind: 'nix' | 'printed' }>,
): readonly InText[] {
  const found: { readonly length: number; readonly place: InText }[] = []
  for (const node of nodes) {
    // A short string would be found anywhere in what is printed.
    if (spot.kind === 'printed' && node.type !== 'TemplateLiteral') continue
    for (const reading of ['raw', 'cooked'] as const) {
      const pieces = piecesOf(node, source, reading) ?? []
      const place = inPieces(pieces, spot)
      if (place === undefined) continue
      found.push({ place, length: pieces.reduce((sum, { text }) => sum + text.length, 0) })
      break
    }
  }
  // Of several templates, the one that says most is meant.
  return found.sort((a, b) => b.length - a.length).map(({ place }) => place)
}

function inPieces(
  pieces: readonly Piece[],
  spot: Extract<Spot, { readonly kind: 'nix' | 'printed' }>,
): InText | undefined {
  const { text } = spot
  if (spot.kind === 'printed') {
    const start = offsetAround(pieces, text, spot.offset)
    return start === undefined ? undefined : { kind: 'nix', start, end: start + 1 }
  }
  if (pieces.map((piece) => piece.text).join(spot.hole) !== text) return undefined
  const start = offsetAmong(pieces, spot.hole, spot.start)
  const last = offsetAmong(pieces, spot.hole, Math.max(spot.start, spot.end - 1))
  return start === undefined || last === undefined ? undefined : { kind: 'nix', start, end: last + 1 }
}
