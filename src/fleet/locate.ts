import type {
  AnyNode,
  ArrayExpression,
  CallExpression,
  Expression,
  Identifier,
  Node,
  ObjectExpression,
  Property,
  SpreadElement,
} from 'acorn'
import type { Place } from '../modules/option-type.ts'
import { findCall, readSource } from './source-call.ts'

/**
 * The place of one value inside the call that stands at `place`: keys and indexes of its argument, outermost first.
 * It is that of the key, as the compiler marks it, or of the element of a list; where the value cannot be followed
 * to the end, of the deepest part that could. `place` itself where the source is not what the call was read from.
 *
 * ```ts
 * const source = "nixos({\n  services: { nginx: { enable: mkForce('yes') } },\n})"
 * locateValue(source, { file, line: 1, column: 1 }, ['services', 'nginx', 'enable']) // { file, line: 2, column: 24 }
 * ```
 */
export function locateValue(sourceText: string, place: Place, path: readonly string[]): Place {
  const found = followValue(sourceText, place, path)
  return found?.at === undefined ? place : { file: place.file, ...positionOf(sourceText, found.at) }
}

/** The syntax that the value of a definition is made of, as far as the path can be followed into it. */
export function followValue(sourceText: string, place: Place, path: readonly string[]): Followed | undefined {
  const program = readSource(sourceText)
  const call = program === undefined ? undefined : findCall(program, sourceText, place)
  if (program === undefined || call === undefined) return undefined
  const from = { node: argumentOf(call), at: undefined, left: insideOf(call, path), steps: [] }
  return { ...follow(from, program), program, call }
}

/** A way into a value: by the key of an object, or by a position in a list. */
export interface Step {
  readonly holder: ObjectExpression | ArrayExpression
  /** Absent where the way leads into a list. */
  readonly property?: Property
}

/** How far a value was followed: the node, what stands for it, the way there, and the keys that are left. */
interface Found {
  readonly node: Value | undefined
  readonly at: number | undefined
  readonly left: readonly string[]
  readonly steps: readonly Step[]
}

export interface Followed extends Found {
  readonly program: Node
  readonly call: CallExpression
}

export type Value = Expression | SpreadElement

/** The value of a definition: the only argument, or the one after a user's name. */
function argumentOf(call: CallExpression): Value | undefined {
  const [first, second] = call.arguments
  return first?.type === 'Literal' && second !== undefined ? second : first
}

/** `disks({ … })` stands for `disko.devices`. */
function insideOf({ callee }: CallExpression, path: readonly string[]): readonly string[] {
  const isDisks = callee.type === 'Identifier' && callee.name === 'disks'
  return isDisks && path[0] === 'disko' ? path.slice(2) : path
}

function follow(from: Found, program: Node): Found {
  const [key, ...left] = from.left
  if (key === undefined || from.node === undefined) return from
  let best = from
  for (const node of alternatives(from.node, program)) {
    const step = node.type === 'ArrayExpression' ? element(node, key) : property(node, key, program)
    if (step === undefined) continue
    const found = follow({ node: step.node, at: step.at, left, steps: [...from.steps, step.step] }, program)
    if (found.left.length < best.left.length) best = found
  }
  return best
}

interface Inner {
  readonly node: Value
  readonly at: number
  readonly step: Step
}

function element(holder: ArrayExpression, key: string): Inner | undefined {
  const { elements } = holder
  const index = Number(key)
  const spread = elements.findIndex((item) => item?.type === 'SpreadElement')
  const item = elements[index]
  // Behind a spread nobody knows which element it is.
  if (item === undefined || item === null || (spread >= 0 && spread <= index)) return undefined
  return { node: item, at: item.start, step: { holder } }
}

function property(node: Value, key: string, program: Node): Inner | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  for (const part of node.properties.toReversed()) {
    if (part.type === 'Property') {
      if (nameOf(part.key, part.computed) === key)
        return { node: part.value as Value, at: part.start, step: { holder: node, property: part } }
      continue
    }
    for (const inner of alternatives(part.argument, program)) {
      const found = property(inner, key, program)
      if (found !== undefined) return found
    }
  }
  return undefined
}

export function nameOf(key: AnyNode, computed: boolean): string | undefined {
  if (key.type === 'Identifier') return computed ? undefined : key.name
  if (key.type === 'Literal') return String(key.value)
  const plain = key.type === 'TemplateLiteral' && key.expressions.length === 0
  return plain ? (key.quasis[0]?.value.cooked ?? undefined) : undefined
}

/** What an expression may come to, as far as it can be read: through properties, conditions and constants. */
export function alternatives(node: Value, program: Node): readonly Value[] {
  switch (node.type) {
    case 'ConditionalExpression':
      return [...alternatives(node.consequent, program), ...alternatives(node.alternate, program)]
    case 'LogicalExpression':
      return [...alternatives(node.right, program), ...alternatives(node.left, program)]
    case 'Identifier': {
      const value = constant(program, node)
      return value === undefined ? [] : alternatives(value, program)
    }
    case 'CallExpression': {
      if (node.callee.type !== 'Identifier' || !/^mk[A-Z]/.test(node.callee.name)) return []
      const content = node.arguments.at(-1)
      if (content === undefined) return []
      const contents =
        node.callee.name === 'mkMerge' && content.type === 'ArrayExpression' ? content.elements : [content]
      return contents.flatMap((item) => (item === null ? [] : alternatives(item, program)))
    }
    default:
      return [node]
  }
}

/** The value of a constant of the file that stands before its use, so that following it ends. */
function constant(program: Node, { name, start }: Identifier): Expression | undefined {
  const statements = (program as Node & { readonly body: readonly AnyNode[] }).body
  for (const statement of statements) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && id.name === name && init && init.end <= start) return init
    }
  }
  return undefined
}

export function positionOf(
  source: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
