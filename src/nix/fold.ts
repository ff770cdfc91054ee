import { assign } from './build.ts'
import type { Assignment, AttrKey, AttrSet, Binding, Expression } from './syntax.ts'
import { rewrite } from './traverse.ts'

/**
 * The tree with every chain of sets of one attribute written as one attribute path. Sets with comments, `rec` or
 * `inherit` stay as they are.
 *
 * `{ a = { b = { c = 1; }; }; }` becomes `{ a.b.c = 1; }`.
 */
export function foldAttrPaths(root: Expression): Expression {
  return rewrite(root, (node) => {
    if (node.kind !== 'attrSet' && node.kind !== 'let') return node
    const bindings = node.bindings.map(foldBinding)
    return bindings.some((binding, index) => binding !== node.bindings[index])
      ? Object.freeze({ ...node, bindings: Object.freeze(bindings) })
      : node
  })
}

/** Its value is folded already. */
function foldBinding(binding: Binding): Binding {
  if (binding.kind !== 'assignment') return binding
  const inner = onlyAssignment(binding.value)
  if (inner === undefined || hasDynamicKey(inner.path)) return binding
  const { before, after } = binding
  return Object.freeze({
    ...assign([...binding.path, ...inner.path], inner.value),
    ...(before && { before }),
    ...(after !== undefined && { after }),
  })
}

function onlyAssignment(value: Expression): Assignment | undefined {
  if (value.kind !== 'attrSet' || !isPlainSet(value)) return undefined
  const [only] = value.bindings
  return only?.kind === 'assignment' && !only.before && only.after === undefined ? only : undefined
}

function isPlainSet(set: AttrSet): boolean {
  return (
    !set.recursive && set.bindings.length === 1 && !set.before && set.after === undefined && !set.last?.length
  )
}

/** `{ ${null} = 1; }` is empty, and stays the value of its attribute. */
function hasDynamicKey(path: readonly AttrKey[]): boolean {
  return path.some((key) => key.kind === 'interpolation')
}
