import type { Assignment, AttrSet, Binding } from '../syntax.ts'
import { staticName, withoutParens } from './static-names.ts'

/**
 * The bindings with one for each name: `a = rec { b = c; }; a.c = 1;` is one set, in which `c` is bound. It is recursive
 * if the first one is.
 */
export function mergedBindings(bindings: readonly Binding[]): readonly Binding[] {
  const groups = new Map<string, Assignment[]>()
  let merges = false
  for (const binding of bindings) {
    const name = binding.kind === 'assignment' ? staticName(binding.path[0]!) : undefined
    if (binding.kind === 'inherit' || name === undefined) continue
    const group = groups.get(name)
    if (group) merges = true
    if (group) group.push(binding)
    else groups.set(name, [binding])
  }
  if (!merges) return bindings
  return bindings.flatMap((binding) => {
    const name = binding.kind === 'assignment' ? staticName(binding.path[0]!) : undefined
    const group = name === undefined ? undefined : groups.get(name)
    if (binding.kind === 'inherit' || !group || group.length === 1) return [binding]
    return group[0] === binding ? [mergedBinding(binding, group)] : []
  })
}

function mergedBinding(first: Assignment, group: readonly Assignment[]): Assignment {
  const sets = group.map(({ path, value }): AttrSet => {
    const set = withoutParens(value)
    if (path.length === 1 && set.kind === 'attrSet') return set
    const inner: Assignment = { kind: 'assignment', path: path.slice(1), value }
    return { kind: 'attrSet', recursive: false, bindings: path.length === 1 ? [] : [inner] }
  })
  const value: AttrSet = {
    kind: 'attrSet',
    recursive: sets[0]!.recursive,
    bindings: sets.flatMap(({ bindings }) => bindings),
  }
  return { kind: 'assignment', path: first.path.slice(0, 1), value }
}

/** The names that the bindings bind, whatever is bound inside them. */
export function boundNames(bindings: readonly Binding[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const binding of bindings) {
    if (binding.kind === 'inherit') for (const { name } of binding.names) names.add(name)
    else {
      const name = staticName(binding.path[0]!)
      if (name !== undefined) names.add(name)
    }
  }
  return names
}
