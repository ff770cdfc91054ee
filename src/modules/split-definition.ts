import type { ModuleErrorData } from './errors.ts'
import type { Unmatched } from './evaluate-tree.ts'
import { lazy } from './lazy.ts'
import { isOption, type Option, type Options } from './option.ts'
import { type OptionTree, optionTree } from './option-tree.ts'
import type { Definition, Path } from './option-type.ts'
import { isAttrs, kindOf, namesOf } from './plain.ts'
import { isProperty } from './properties.ts'
import { pushDown } from './push-down.ts'
import { showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'

/** A definition of one option, with the properties that stood around it and above it. */
export interface OptionDefinition {
  readonly path: Path
  readonly option: Option
  readonly definition: Definition
}

export interface Split {
  /** In the order they were written; `mkMerge` may give several of one option. */
  readonly definitions: readonly OptionDefinition[]
  /** Definitions that no option takes; `unknownOption` says what is wrong with one. */
  readonly unknown: readonly Unmatched[]
  /** A value where a group of options is, and orders around groups. */
  readonly errors: readonly ModuleErrorData[]
}

/**
 * Takes a tree of definitions apart: one definition for each option that it speaks of. Reads the shape of
 * the tree and none of the values. Never throws for what users say.
 */
export function splitDefinition(
  options: Options | OptionTree,
  value: unknown,
  origin: Pick<Definition, 'file' | 'at'>,
): Split {
  const split = { definitions: [], unknown: [], errors: [] }
  walk([], optionTree(options), value, origin, split)
  return split
}

interface Draft {
  readonly definitions: OptionDefinition[]
  readonly unknown: Unmatched[]
  readonly errors: ModuleErrorData[]
}

function walk(
  path: Path,
  tree: OptionTree,
  value: unknown,
  origin: Pick<Definition, 'file' | 'at'>,
  into: Draft,
): void {
  for (const group of pushDown(value)) {
    if (group === undefined) continue
    if (!isAttrs(group)) {
      into.errors.push(noGroup(path, { ...origin, value: group }))
      continue
    }
    for (const name of namesOf(group)) {
      const descriptor = Object.getOwnPropertyDescriptor(group, name)!
      const inner = descriptor.get === undefined ? descriptor.value : lazy(() => group[name])
      const child = tree.child(name)
      const below = [...path, name]
      if (child === undefined) into.unknown.push({ ...origin, value: inner, path: below })
      else if (isOption(child)) {
        into.definitions.push({ path: below, option: child, definition: { ...origin, value: inner } })
      } else walk(below, child, inner, origin, into)
    }
  }
}

function noGroup(path: Path, definition: Definition): ModuleErrorData {
  const definitions = [definition]
  if (isProperty(definition.value)) {
    return {
      code: 'property-nesting',
      path,
      message: `A property that is not mkIf, mkMerge or mkOverride stands around the options below \`${showPath(path)}'.${showDefinitions(definitions)}`,
      definitions,
      hint: 'Put mkOrder, mkBefore and mkAfter around the value of each option.',
    }
  }
  return {
    code: 'type-mismatch',
    path,
    message: `\`${showPath(path)}' is a group of options, but a value of type \`${kindOf(definition.value)}' is defined.${showDefinitions(definitions)}`,
    definitions,
  }
}
