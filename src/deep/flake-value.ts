import { parseNix } from '../nix/parse/index.ts'
import type { Range } from '../nix/parse/parsing.ts'
import type { Apply, AttrKey, Binding, Expression } from '../nix/syntax.ts'
import { first } from './first.ts'

/** What stands at an offset of a module. */
export interface ValueAt {
  /** Names of options and of what is in their values, and positions in lists, from the top of the configuration. */
  readonly path: readonly string[]
  /** For each length of the path, the smallest part of the text that is all of one value there. */
  readonly ranges: readonly (Range | undefined)[]
}

interface Tree {
  readonly text: string
  readonly expression: Expression
  readonly ranges: ReadonlyMap<object, Range>
}

/** The value of a module that stands at an offset of its text; nothing where the text is no Nix. */
export function valueAt(text: string, offset: number): ValueAt | undefined {
  const tree = treeOf(text)
  if (tree === undefined) return undefined
  const path: string[] = []
  const ranges: (Range | undefined)[] = []
  const rangeOf = (node: object): Range => tree.ranges.get(node) ?? { start: 0, end: 0 }
  const isIn = (node: object): boolean => rangeOf(node).start <= offset && offset < rangeOf(node).end
  const enter = (node: Expression): Expression | undefined => {
    ranges[path.length] = rangeOf(node)
    return node
  }
  let at: Expression | undefined = tree.expression
  while (at !== undefined) at = stepInto(at)
  return path[0] === 'config' ? { path: path.slice(1), ranges: ranges.slice(1) } : { path, ranges }

  function stepInto(node: Expression): Expression | undefined {
    switch (node.kind) {
      case 'parens':
        return node.expression
      case 'lambda':
      case 'let':
      case 'with':
      case 'assert':
        return isIn(node.body) ? node.body : undefined
      case 'attrSet': {
        const binding = node.bindings.find(isIn)
        if (binding?.kind !== 'assignment') return undefined
        for (const key of binding.path) path.push(nameOf(key, tree!))
        return enter(binding.value)
      }
      case 'list': {
        const index = node.elements.findIndex(isIn)
        if (index < 0) return undefined
        path.push(String(index))
        return enter(node.elements[index]!)
      }
      case 'apply': {
        const { argument } = node
        const property = propertyOf(node)
        if (property === undefined || !isIn(argument)) return undefined
        if (property !== 'mkMerge' || argument.kind !== 'list') return argument
        const element = argument.elements.find(isIn)
        return element && enter(element)
      }
      default:
        return undefined
    }
  }
}

/** Where a module says an option, or what is in it: the offset of the name. */
export function offsetOf(text: string, option: readonly string[]): number | undefined {
  const tree = treeOf(text)
  if (tree === undefined) return undefined
  const find = (node: Expression, left: readonly string[]): number | undefined => {
    switch (node.kind) {
      case 'parens':
        return find(node.expression, left)
      case 'lambda':
      case 'let':
      case 'with':
      case 'assert':
        return find(node.body, left)
      case 'apply':
        return propertyOf(node) === undefined ? undefined : find(node.argument, left)
      case 'list':
        return first(node.elements, (element) => find(element, left))
      case 'attrSet':
        return first(node.bindings, (binding) => inBinding(binding, left))
      default:
        return undefined
    }
  }
  const inBinding = (binding: Binding, left: readonly string[]): number | undefined => {
    const { start } = tree.ranges.get(binding)!
    const keys = binding.kind === 'assignment' ? binding.path.map((key) => nameOf(key, tree)) : []
    if (keys[0] === 'config' && left[0] !== 'config')
      return binding.kind === 'assignment' ? find(binding.value, left) : undefined
    const common = Math.min(keys.length, left.length)
    if (common === 0 || keys.slice(0, common).some((key, index) => key !== left[index])) return undefined
    if (keys.length >= left.length || binding.kind !== 'assignment') return start
    return find(binding.value, left.slice(keys.length)) ?? start
  }
  return find(tree.expression, option)
}

function treeOf(text: string): Tree | undefined {
  const ranges = new Map<object, Range>()
  const result = parseNix(text, { ranges })
  return 'error' in result ? undefined : { text, expression: result.expression, ranges }
}

/** `mkIf` of `lib.mkIf condition content`: its last argument is what the option has. */
function propertyOf({ callee }: Apply): string | undefined {
  let called = callee
  while (called.kind === 'apply') called = called.callee
  const key = called.kind === 'select' ? called.path.at(-1) : undefined
  const name = key?.kind === 'name' ? key.name : called.kind === 'identifier' ? called.name : undefined
  return name !== undefined && /^mk[A-Z]/.test(name) ? name : undefined
}

/** As the model names it: what Nix computes, by its text. */
function nameOf(key: AttrKey, { text, ranges }: Tree): string {
  if (key.kind === 'name') return key.name
  const { start, end } = ranges.get(key)!
  return key.kind === 'string' ? text.slice(start + 1, end - 1) : text.slice(start, end)
}
