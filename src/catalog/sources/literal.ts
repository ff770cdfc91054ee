import { parseNix } from '../../nix/parse/index.ts'
import type { AttrKey, Expression } from '../../nix/syntax.ts'
import type { Json } from '../facts.ts'

/** The longest text that is read: longer defaults are nobody's to look at. */
const longest = 10_000

/** What a text of Nix is as data; nothing where it computes anything. */
export function literalOf(text: string): Json | undefined {
  if (text.length > longest) return undefined
  const parsed = parseNix(text)
  return 'error' in parsed ? undefined : dataOf(parsed.expression)
}

function dataOf(node: Expression): Json | undefined {
  switch (node.kind) {
    case 'parens':
      return dataOf(node.expression)
    case 'identifier':
      return constants.get(node.name)
    case 'int':
      return safeNumber(node.value)
    case 'float':
      return node.value
    case 'unary': {
      const value = node.operator === '-' ? dataOf(node.operand) : undefined
      return typeof value === 'number' ? -value : undefined
    }
    case 'string':
    case 'indentedString':
      return textOf(node.parts)
    case 'list': {
      const elements = node.elements.map(dataOf)
      return elements.every((element) => element !== undefined) ? elements : undefined
    }
    case 'attrSet':
      return node.recursive ? undefined : setOf(node.bindings)
    default:
      return undefined
  }
}

const constants: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['null', null],
  ['true', true],
  ['false', false],
])

function safeNumber(value: bigint): number | undefined {
  return Number.isSafeInteger(Number(value)) ? Number(value) : undefined
}

type Parts = Extract<Expression, { readonly kind: 'string' }>['parts']

function textOf(parts: Parts): string | undefined {
  let text = ''
  for (const part of parts) {
    if (part.kind !== 'text') return undefined
    text += part.text
  }
  return text
}

type Bindings = Extract<Expression, { readonly kind: 'attrSet' }>['bindings']

function setOf(bindings: Bindings): Json | undefined {
  const entries: [string, Json][] = []
  for (const binding of bindings) {
    if (binding.kind !== 'assignment' || binding.path.length !== 1) return undefined
    const name = nameOf(binding.path[0]!)
    const value = dataOf(binding.value)
    if (name === undefined || value === undefined) return undefined
    entries.push([name, value])
  }
  return Object.fromEntries(entries)
}

function nameOf(key: AttrKey): string | undefined {
  if (key.kind === 'name') return key.name
  return key.kind === 'string' ? textOf(key.parts) : undefined
}
