import { isCertainlyFine } from './certain.ts'
import type { ModuleErrorData } from './errors.ts'
import { evaluateTree, type TreeResult } from './evaluate-tree.ts'
import { findOption, nestBelow } from './moved.ts'
import { once } from './once.ts'
import type { Option, Options } from './option.ts'
import { optionResult } from './option-result.ts'
import { type OptionTree, optionTree } from './option-tree.ts'
import type { Definition, Env, Path } from './option-type.ts'
import { problemsOf } from './problems.ts'
import type { Result } from './result.ts'
import { type OptionDefinition, type Renamed, type Split, splitDefinition } from './split-definition.ts'
import { unknownOption } from './unknown-option.ts'

/** An option that somebody defines, with the definitions that reach it. */
export interface DefinedOption {
  readonly path: Path
  readonly option: Option
  /** As they were said: each may carry properties. */
  readonly definitions: readonly Definition[]
}

/** Options with definitions: what is known of each is computed when it is asked for. */
export interface EvaluatedOptions {
  readonly root: TreeResult
  /** What is known of a path, through submodules, other containers and old names. */
  find(path: Path): Result | undefined
  /** Paths of the options that somebody defines, in the order they were first defined. */
  defined(): readonly Path[]
  /** The options that somebody defines, before anything is merged: costs far less than `find` for each. */
  said(): readonly DefinedOption[]
  /** Whether anything is said below a group of options, or of names there that no option has. */
  saysBelow(path: Path): boolean
  /** One error for each definition of an option that does not exist or was removed. */
  unknown(): readonly ModuleErrorData[]
  /** Definitions of old names. */
  warnings(): readonly Renamed[]
  /**
   * Everything that is wrong: `unknown`, and the values of all options that somebody defines. Options
   * without a value inside them are not: nobody may read them.
   */
  problems(): readonly ModuleErrorData[]
}

const nixosEnv: Env = { deferred: 'allowed' }

/**
 * Evaluates definitions over a tree of options that may be loaded by need. Each definition's value is a
 * tree of values; the first definition comes first in every merge.
 */
export function evaluateOptions(
  options: Options | OptionTree,
  definitions: readonly Definition[],
  env: Env = nixosEnv,
): EvaluatedOptions {
  const tree = optionTree(options)
  const splits = once(() => definitions.map((definition) => splitOnce(tree, definition)))
  // Split once, so that old names are known; each part is a tree of its own again.
  const configs = once(() =>
    splits().flatMap((split) =>
      [...split.definitions.map(({ path, definition }) => ({ ...definition, path })), ...split.unknown].map(
        ({ path, ...definition }) => ({ ...definition, value: nestBelow(path, definition.value) }),
      ),
    ),
  )
  const root = evaluateTree([], tree, configs, env)
  const unknown = once((): readonly ModuleErrorData[] =>
    splits().flatMap((split) => [
      ...split.errors,
      ...split.unknown.map((unmatched) => unknownOption([], tree, unmatched)),
    ]),
  )
  const said = once((): ReadonlyMap<string, DefinedOption> => {
    const byPath = new Map<string, DefinedOption & { readonly definitions: Definition[] }>()
    for (const split of splits()) {
      for (const { path, option, definition, key } of split.definitions) {
        const known = byPath.get(key)
        if (known === undefined) byPath.set(key, { path, option, definitions: [definition] })
        else known.definitions.push(definition)
      }
    }
    return byPath
  })
  const groups = once((): NameTree => {
    const root: NameTree = new Map()
    for (const { path } of said().values()) addName(root, path)
    for (const { unknown } of splits()) for (const { path } of unknown) addName(root, path)
    return root
  })
  const results = new Map<string, Result>()
  const unsaid = unsaidResults(tree, env)
  /** A single option: what lies beside it is not looked at. */
  const resultOf = (path: Path, option: Option): Result => {
    const key = keyOf(path)
    const definitions = said().get(key)?.definitions
    const among = definitions === undefined ? unsaid : results
    const known = among.get(key)
    if (known !== undefined) return known
    const result = optionResult(path, option, () => definitions ?? [], env)
    among.set(key, result)
    return result
  }
  const find = (path: Path): Result | undefined => {
    const found = findOption(tree, path)
    const moved = found?.option.moved
    if (moved !== undefined && moved.change === undefined) return find([...moved.to, ...found!.inside])
    let result: Result | undefined = root
    if (found === undefined) for (const name of path) result = result?.child(name)
    else {
      result = resultOf(found.path, found.option)
      for (const name of found.inside) result = result?.child(name)
    }
    return result
  }
  return {
    root,
    find,
    said: () => [...said().values()],
    defined: () => [...said().values()].map(({ path }) => path),
    saysBelow(path) {
      let group: NameTree | undefined = groups()
      for (const name of path) group = group?.get(name)
      return group !== undefined && group.size > 0
    },
    unknown,
    warnings: () => splits().flatMap((split) => split.warnings),
    problems: () => [
      ...unknown(),
      ...[...said().values()]
        .filter(
          ({ option, definitions }) =>
            env.deferred !== 'allowed' ||
            !isCertainlyFine(
              option,
              definitions.map(({ value }) => value),
            ),
        )
        .flatMap(({ path, option }) => problemsOf(resultOf(path, option), 'defined'))
        .filter(({ code }) => code !== 'no-value'),
    ],
  }
}

/** Names, and the names below each. */
type NameTree = Map<string, NameTree>

function addName(root: NameTree, path: Path): void {
  let group = root
  for (const name of path) {
    const below: NameTree = group.get(name) ?? new Map()
    group.set(name, below)
    group = below
  }
}

const unsaidByTree = new WeakMap<OptionTree, WeakMap<Env, Map<string, Result>>>()

/** Options of which nobody says anything: all that evaluate the same tree know the same of them. */
function unsaidResults(tree: OptionTree, env: Env): Map<string, Result> {
  const byEnv = unsaidByTree.get(tree) ?? new WeakMap<Env, Map<string, Result>>()
  unsaidByTree.set(tree, byEnv)
  const results = byEnv.get(env) ?? new Map<string, Result>()
  byEnv.set(env, results)
  return results
}

function keyOf(path: Path): string {
  return JSON.stringify(path)
}

/** A definition of one option, with the key of the option's path. */
type Keyed = OptionDefinition & { readonly key: string }

type KeyedSplit = Omit<Split, 'definitions'> & { readonly definitions: readonly Keyed[] }

/** Definitions of values that cannot change, taken apart without saying whose they are. */
const known = new WeakMap<OptionTree, WeakMap<object, KeyedSplit>>()

/** Takes a definition apart. Hosts share what they say in the same words, and that is done once. */
function splitOnce(tree: OptionTree, { value, ...origin }: Definition): KeyedSplit {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value))
    return keyed(splitDefinition(tree, value, origin))
  const ofTree = known.get(tree) ?? new WeakMap<object, KeyedSplit>()
  known.set(tree, ofTree)
  const split = ofTree.get(value) ?? keyed(splitDefinition(tree, value, { file: '' }))
  ofTree.set(value, split)
  // Messages say whose they are, too.
  if (split.unknown.length + split.errors.length + split.warnings.length > 0)
    return keyed(splitDefinition(tree, value, origin))
  const definitions = split.definitions.map(
    ({ path, option, definition, key }): Keyed => ({
      path,
      option,
      key,
      definition: { ...origin, value: definition.value },
    }),
  )
  return { ...split, definitions }
}

function keyed(split: Split): KeyedSplit {
  const definitions = split.definitions.map((each): Keyed => ({ ...each, key: keyOf(each.path) }))
  return { ...split, definitions }
}
