import { stripTypeScriptTypes } from 'node:module'
import { type AnyNode, type CallExpression, type Node, parse } from 'acorn'
import type { Place } from '../modules/option-type.ts'

let last: { readonly source: string; readonly program: Node | undefined } | undefined

/**
 * The syntax of a file of TypeScript, every position as in its text; nothing where it cannot be read. One source is
 * asked about several times in a row.
 */
export function readSource(source: string): Node | undefined {
  if (last?.source !== source) last = { source, program: parseSource(source) }
  return last.program
}

function parseSource(source: string): Node | undefined {
  try {
    // Types become blanks, so that every position stays; a byte order mark would be taken out.
    return parse(stripTypeScriptTypes(source.replace(/^\ufeff/, ' ')), {
      ecmaVersion: 'latest',
      sourceType: 'module',
    })
  } catch {
    return undefined
  }
}

/** The call that V8 names by this place: that of its function's name. */
export function findCall(program: Node, source: string, place: Place): CallExpression | undefined {
  const offset = offsetOf(source, place)
  let found: CallExpression | undefined
  visit(program as AnyNode, offset, (node) => {
    if (node.type !== 'CallExpression') return
    const { callee } = node
    const start = callee.type === 'MemberExpression' ? callee.property.start : callee.start
    if (start === offset) found = node
  })
  return found
}

/** Every node below a node, itself included, outermost first. */
export function* nodesBelow(node: AnyNode): Iterable<AnyNode> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesBelow(child)
  }
}

/** Every node around the offset, outermost first. */
function visit(node: AnyNode, offset: number, see: (node: AnyNode) => void): void {
  if (offset < node.start || offset >= node.end) return
  see(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, offset, see)
  }
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly type?: unknown }).type === 'string'
  )
}

export function offsetOf(source: string, place: Place): number {
  let offset = 0
  for (let line = 1; line < place.line; line += 1) {
    const end = source.indexOf('\n', offset)
    if (end < 0) return source.length
    offset = end + 1
  }
  return offset + place.column - 1
}
