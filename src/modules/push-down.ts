import { lazyRecord } from './containers.ts'
import { force, lazy } from './lazy.ts'
import { isAttrs, namesOf } from './plain.ts'
import { type Condition, isProperty, mkAssert, mkIf, mkOverride, property } from './properties.ts'

/**
 * Moves the properties of a tree of definitions down to its children: `mkMerge` gives several trees,
 * `mkIf` and `mkOverride` go to every child. Orders stay where they are, as in nixpkgs, and so end up
 * as a definition of an option that does not exist.
 */
export function pushDown(given: unknown): readonly unknown[] {
  const value = force(given)
  if (!isProperty(value)) return [value]
  const data = value[property]
  switch (data.kind) {
    case 'merge':
      return data.contents.flatMap(pushDown)
    case 'if':
      return pushDown(data.content).map((tree) =>
        wrapChildren(tree, (child) => mkIf(data.condition as Condition, child)),
      )
    case 'override':
      return pushDown(data.content).map((tree) =>
        wrapChildren(tree, (child) => mkOverride(data.priority, child)),
      )
    case 'assert':
      return pushDown(data.content).map((tree) =>
        wrapChildren(tree, (child) => mkAssert(data.condition, data.message, child)),
      )
    default:
      return [value]
  }
}

/** The same set with a property around each member; anything else as it is. */
export function wrapChildren(tree: unknown, property: (child: never) => unknown): unknown {
  if (!isAttrs(tree)) return tree
  return lazyRecord(namesOf(tree), (name) => {
    const descriptor = Object.getOwnPropertyDescriptor(tree, name)!
    const child = descriptor.get === undefined ? descriptor.value : lazy(() => tree[name])
    return { value: property(child as never) }
  })
}
