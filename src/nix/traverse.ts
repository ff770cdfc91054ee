import type { AttrKey, Binding, Expression, Formal, StringPart } from './syntax.ts'

type Replace = (child: Expression) => Expression

/**
 * The node with every direct child expression replaced, those inside strings, keys, formals and bindings included.
 * The node itself if no child changed.
 */
export function mapChildren(node: Expression, replace: Replace): Expression {
  switch (node.kind) {
    case 'identifier':
    case 'int':
    case 'float':
    case 'searchPath':
    case 'raw':
      return node
    case 'string':
    case 'indentedString':
    case 'path':
      return update(node, { parts: mapAll(node.parts, (part) => mapPart(part, replace)) })
    case 'select':
      return update(node, {
        expression: replace(node.expression),
        path: mapAll(node.path, (key) => mapKey(key, replace)),
        ...(node.fallback && { fallback: replace(node.fallback) }),
      })
    case 'hasAttr':
      return update(node, {
        expression: replace(node.expression),
        path: mapAll(node.path, (key) => mapKey(key, replace)),
      })
    case 'apply':
      return update(node, { callee: replace(node.callee), argument: replace(node.argument) })
    case 'lambda': {
      const { parameter } = node
      return update(node, {
        parameter:
          parameter.kind === 'identifier'
            ? parameter
            : update(parameter, { formals: mapAll(parameter.formals, (one) => mapFormal(one, replace)) }),
        body: replace(node.body),
      })
    }
    case 'attrSet':
      return update(node, { bindings: mapAll(node.bindings, (one) => mapBinding(one, replace)) })
    case 'list':
      return update(node, { elements: mapAll(node.elements, replace) })
    case 'let':
      return update(node, {
        bindings: mapAll(node.bindings, (one) => mapBinding(one, replace)),
        body: replace(node.body),
      })
    case 'with':
      return update(node, { scope: replace(node.scope), body: replace(node.body) })
    case 'assert':
      return update(node, { condition: replace(node.condition), body: replace(node.body) })
    case 'if':
      return update(node, {
        condition: replace(node.condition),
        consequent: replace(node.consequent),
        alternative: replace(node.alternative),
      })
    case 'unary':
      return update(node, { operand: replace(node.operand) })
    case 'binary':
      return update(node, { left: replace(node.left), right: replace(node.right) })
    case 'parens':
      return update(node, { expression: replace(node.expression) })
  }
}

/**
 * Calls `visit` for every expression of the tree, children first, each node once however often it is shared.
 * Needs no stack, so the depth of the tree does not matter.
 */
export function visitChildrenFirst(root: Expression, visit: (node: Expression) => void): void {
  const done = new Set<Expression>()
  const stack: { readonly node: Expression; entered: boolean }[] = [{ node: root, entered: false }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { node } = top
    if (done.has(node)) stack.pop()
    else if (top.entered) {
      done.add(node)
      stack.pop()
      visit(node)
    } else {
      top.entered = true
      mapChildren(node, (child) => {
        if (!done.has(child)) stack.push({ node: child, entered: false })
        return child
      })
    }
  }
}

/** The tree with every node replaced, children first: `replace` is given a node whose children are replaced. */
export function rewrite(root: Expression, replace: Replace): Expression {
  const replaced = new Map<Expression, Expression>()
  visitChildrenFirst(root, (node) => {
    replaced.set(node, replace(mapChildren(node, (child) => replaced.get(child)!)))
  })
  return replaced.get(root)!
}

function update<N extends object>(node: N, changes: Partial<N>): N {
  const changed = Object.entries(changes).some(([key, value]) => node[key as keyof N] !== value)
  return changed ? Object.freeze<N>({ ...node, ...changes }) : node
}

function mapAll<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = items.map(map)
  return mapped.some((item, index) => item !== items[index]) ? Object.freeze(mapped) : items
}

function mapPart(part: StringPart, replace: Replace): StringPart {
  return part.kind === 'text' ? part : update(part, { expression: replace(part.expression) })
}

function mapKey(key: AttrKey, replace: Replace): AttrKey {
  if (key.kind === 'name') return key
  if (key.kind === 'interpolation') return update(key, { expression: replace(key.expression) })
  return update(key, { parts: mapAll(key.parts, (part) => mapPart(part, replace)) })
}

function mapFormal(formal: Formal, replace: Replace): Formal {
  return formal.fallback ? update(formal, { fallback: replace(formal.fallback) }) : formal
}

function mapBinding(binding: Binding, replace: Replace): Binding {
  if (binding.kind === 'inherit')
    return binding.from ? update(binding, { from: replace(binding.from) }) : binding
  return update(binding, {
    path: mapAll(binding.path, (key) => mapKey(key, replace)),
    value: replace(binding.value),
  })
}
