import { defineSlot } from './containers.ts'
import { force, isLazy, lazy } from './lazy.ts'
import { isOption, type Option } from './option.ts'
import type { OptionTree } from './option-tree.ts'
import type { Path } from './option-type.ts'
import {
  isProperty,
  mkAssert,
  mkDefinition,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  property,
} from './properties.ts'
import { anything } from './types/anything.ts'

/** Where definitions of an option go instead. */
export interface Move {
  /** From the root of the options it is declared among; may lead into a submodule. */
  readonly to: Path
  /** Whether those who use the old name should hear of the new one. */
  readonly warn: boolean
  /** Makes the new option's value of the old one's; properties stay around it. */
  readonly change?: ((value: never) => unknown) | undefined
}

/** Another name of an option, for trees of options that are data: `lib.mkAliasOptionModule`. */
export function aliasOption(to: Path): Option {
  return movedOption({ to, warn: false }, true)
}

/** The old name of an option; definitions go to the new one, with a warning: `lib.mkRenamedOptionModule`. */
export function renamedOption(to: Path): Option {
  return movedOption({ to, warn: true }, false)
}

/** An option whose value became another's, of another type: `lib.mkChangedOptionModule`. */
export function changedOption(to: Path, change: (value: never) => unknown): Option {
  return movedOption({ to, warn: true, change }, false)
}

/** An option that is gone; defining it is an error with these instructions: `lib.mkRemovedOptionModule`. */
export function removedOption(instructions: string): Option {
  return Object.freeze({
    kind: 'option',
    type: anything,
    description: '',
    visible: false,
    removed: instructions,
  })
}

function movedOption(moved: Move, visible: boolean): Option {
  return Object.freeze({ kind: 'option', type: anything, description: '', visible, moved })
}

/** The option a path leads to, and what of the path lies inside its value. */
export function findOption(
  tree: OptionTree,
  path: Path,
): { readonly option: Option; readonly path: Path; readonly inside: Path } | undefined {
  let group = tree
  for (const [index, name] of path.entries()) {
    const child = group.child(name)
    if (child === undefined) return undefined
    if (isOption(child))
      return { option: child, path: path.slice(0, index + 1), inside: path.slice(index + 1) }
    group = child
  }
  return undefined
}

/** A value below names: `lib.setAttrByPath`. */
export function nestBelow(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => {
    const outer = {}
    defineSlot(outer, name, { value: inner })
    return outer
  }, value)
}

/** Applies a function to the value inside a definition and leaves its properties around it. */
export function mapDefinition(given: unknown, change: (value: never) => unknown): unknown {
  if (isLazy(given)) return lazy(() => mapDefinition(force(given), change))
  if (given === undefined) return undefined
  if (!isProperty(given)) return change(given as never)
  const data = given[property]
  const inner = (content: unknown) => mapDefinition(content, change) as never
  switch (data.kind) {
    case 'if':
      return mkIf(data.condition, inner(data.content))
    case 'merge':
      return mkMerge(data.contents.map(inner))
    case 'override':
      return mkOverride(data.priority, inner(data.content))
    case 'order':
      return mkOrder(data.order, inner(data.content))
    case 'assert':
      return mkAssert(data.condition, data.message, inner(data.content))
    case 'definition':
      return mkDefinition({ ...data.definition, value: inner(data.definition.value) })
  }
}
