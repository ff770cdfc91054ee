import { defineSlot, lazyRecord } from './containers.ts'
import { errorData, type ModuleErrorData } from './errors.ts'
import type { TreeResult, Unmatched } from './evaluate-tree.ts'
import { passOn } from './once.ts'
import type { Definition, Env, OptionType, Path } from './option-type.ts'
import { isAttrs } from './plain.ts'
import { settle } from './settle.ts'

/** The value of definitions without option, and how they stand beside the declared ones. */
export function freeformValue(
  unmatched: readonly Unmatched[],
  type: OptionType,
  path: Path,
  env: Env,
): { readonly value: unknown } {
  if (unmatched.length === 0) return { value: {} }
  const definitions = unmatched.map(({ file, at, path: below, value }): Definition => {
    return { file, at, value: nest(below, value) }
  })
  // Neither properties nor the type's own check are looked at: nixpkgs calls the merge as it is.
  return type.merge(definitions, { path, env })
}

/** Everything that the type says against definitions without option. */
export function freeformErrors(
  unmatched: readonly Unmatched[],
  type: OptionType,
  path: Path,
  env: Env,
): readonly ModuleErrorData[] {
  try {
    return settle(freeformValue(unmatched, type, path, env).value, path).errors
  } catch (error) {
    passOn(error)
    return [errorData(error, path)]
  }
}

function nest(path: Path, value: unknown): unknown {
  let tree = value
  for (const name of path.toReversed()) {
    const outer = {}
    defineSlot(outer, name, { value: tree })
    tree = outer
  }
  return tree
}

/** `lib.recursiveUpdate freeform declared`: declared values win. */
export function combine(free: unknown, declared: TreeResult): unknown {
  if (!isAttrs(free)) return declared.value
  const names = new Set([...Object.keys(free), ...declared.names()])
  return lazyRecord([...names].sort(), (name) => {
    const child = declared.child(name)
    if (child === undefined) return { compute: () => free[name] }
    if (!Object.hasOwn(free, name)) return { compute: () => child.value }
    return {
      compute: () => ('unmatched' in child ? combine(free[name], child as TreeResult) : child.value),
    }
  })
}
