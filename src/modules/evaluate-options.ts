import type { ModuleErrorData } from './errors.ts'
import { evaluateTree, type TreeResult } from './evaluate-tree.ts'
import { findOption, nestBelow } from './moved.ts'
import { once } from './once.ts'
import type { Options } from './option.ts'
import { type OptionTree, optionTree } from './option-tree.ts'
import type { Definition, Env, Path } from './option-type.ts'
import { problemsOf } from './problems.ts'
import type { Result } from './result.ts'
import { type Renamed, splitDefinition } from './split-definition.ts'
import { unknownOption } from './unknown-option.ts'

/** Options with definitions: what is known of each is computed when it is asked for. */
export interface EvaluatedOptions {
  readonly root: TreeResult
  /** What is known of a path, through submodules, other containers and old names. */
  find(path: Path): Result | undefined
  /** Paths of the options that somebody defines. */
  defined(): readonly Path[]
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

/**
 * Evaluates definitions over a tree of options that may be loaded by need. Each definition's value is a
 * tree of values; the first definition comes first in every merge.
 */
export function evaluateOptions(
  options: Options | OptionTree,
  definitions: readonly Definition[],
  env: Env = { deferred: 'allowed' },
): EvaluatedOptions {
  const tree = optionTree(options)
  const splits = once(() => definitions.map(({ value, ...origin }) => splitDefinition(tree, value, origin)))
  // Split once, so that old names are known; each part is a tree of its own again.
  const configs = once(() =>
    splits().flatMap((split) => [
      ...split.definitions.map(({ path, definition }) => ({
        ...definition,
        value: nestBelow(path, definition.value),
      })),
      ...split.unknown.map(({ path, ...definition }) => ({
        ...definition,
        value: nestBelow(path, definition.value),
      })),
    ]),
  )
  const root = evaluateTree([], tree, configs, env)
  const unknown = once((): readonly ModuleErrorData[] =>
    splits().flatMap((split) => [
      ...split.errors,
      ...split.unknown.map((unmatched) => unknownOption([], tree, unmatched)),
    ]),
  )
  const defined = once((): readonly Path[] => {
    const paths = splits().flatMap((split) => split.definitions.map(({ path }) => path))
    return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()]
  })
  const find = (path: Path): Result | undefined => {
    const option = findOption(tree, path)
    const moved = option?.option.moved
    if (moved !== undefined && moved.change === undefined) return find([...moved.to, ...option!.inside])
    let result: Result | undefined = root
    for (const name of path) result = result?.child(name)
    return result
  }
  return {
    root,
    find,
    defined,
    unknown,
    warnings: () => splits().flatMap((split) => split.warnings),
    problems: () => [
      ...unknown(),
      ...defined()
        .flatMap((path) => problemsOf(find(path)!, 'defined'))
        .filter(({ code }) => code !== 'no-value'),
    ],
  }
}
