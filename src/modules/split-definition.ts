import type { ModuleErrorData } from './errors.ts'
import type { Unmatched } from './evaluate-tree.ts'
import { lazy } from './lazy.ts'
import { findOption, mapDefinition, nestBelow } from './moved.ts'
import { isOption, type Option, type Options } from './option.ts'
import { type OptionTree, optionTree } from './option-tree.ts'
import type { Definition, Path } from './option-type.ts'
import { isAttrs, kindOf, namesOf } from './plain.ts'
import { isProperty } from './properties.ts'
import { pushDown } from './push-down.ts'
import { showFiles, showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'

/** A definition of one option, with the properties that stood around it and above it. */
export interface OptionDefinition {
  readonly path: Path
  readonly option: Option
  readonly definition: Definition
  /** The old name under which it was said. */
  readonly saidAs?: Path | undefined
}

/** A definition of an option's old name. */
export interface Renamed {
  readonly from: Path
  readonly to: Path
  /** As nixpkgs words it. */
  readonly message: string
  readonly definition: Definition
}

export interface Split {
  /** In the order they were written; `mkMerge` may give several of one option. */
  readonly definitions: readonly OptionDefinition[]
  /** Definitions that no option takes; `unknownOption` says what is wrong with one. */
  readonly unknown: readonly Unmatched[]
  /** A value where a group of options is, orders around groups, and definitions of removed options. */
  readonly errors: readonly ModuleErrorData[]
  /** Definitions of old names, which went to the new ones. */
  readonly warnings: readonly Renamed[]
}

type Origin = Pick<Definition, 'file' | 'at'>

/**
 * Takes a tree of definitions apart: one definition for each option that it speaks of. Reads the shape of
 * the tree and none of the values. Never throws for what users say.
 */
export function splitDefinition(options: Options | OptionTree, value: unknown, origin: Origin): Split {
  const tree = optionTree(options)
  const split: Draft = { tree, definitions: [], unknown: [], errors: [], warnings: [] }
  walk([], tree, value, origin, split)
  const { definitions, unknown, errors, warnings } = split
  return { definitions, unknown, errors, warnings }
}

interface Draft {
  readonly tree: OptionTree
  readonly definitions: OptionDefinition[]
  readonly unknown: Unmatched[]
  readonly errors: ModuleErrorData[]
  readonly warnings: Renamed[]
}

function walk(path: Path, tree: OptionTree, value: unknown, origin: Origin, into: Draft): void {
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
      else if (isOption(child)) place(below, child, { ...origin, value: inner }, into)
      else walk(below, child, inner, origin, into)
    }
  }
}

/** Notes a definition where it belongs, which for a moved option is another. */
function place(
  path: Path,
  option: Option,
  definition: Definition,
  into: Draft,
  via: readonly Path[] = [],
): void {
  if (option.removed !== undefined) {
    into.errors.push(removed(path, option.removed, definition))
    return
  }
  const { moved } = option
  if (moved === undefined) {
    const [saidAs] = via
    into.definitions.push({ path, option, definition, ...(saidAs === undefined ? {} : { saidAs }) })
    return
  }
  const target = findOption(into.tree, moved.to)
  if (target === undefined || via.some((name) => samePath(moved.to, name))) {
    into.unknown.push({ ...definition, path: moved.to })
    return
  }
  if (moved.warn) {
    const message = `The option \`${showPath(path)}' defined in ${showFiles([definition.file])} has been renamed to \`${showPath(moved.to)}'.`
    into.warnings.push({ from: path, to: moved.to, message, definition })
  }
  const changed =
    moved.change === undefined ? definition.value : mapDefinition(definition.value, moved.change)
  const value = nestBelow(target.inside, changed)
  place(target.path, target.option, { ...definition, value }, into, [...via, path])
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}

function removed(path: Path, instructions: string, definition: Definition): ModuleErrorData {
  return {
    code: 'removed-option',
    path,
    message: `The option definition \`${showPath(path)}' in ${showFiles([definition.file])} no longer has any effect; please remove it.\n${instructions}`,
    definitions: [definition],
    hint: instructions,
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
