import type { ModuleErrorData } from './errors.ts'
import { evaluateTree, type TreeResult } from './evaluate-tree.ts'
import { once } from './once.ts'
import type { Options } from './option.ts'
import { type OptionTree, optionTree } from './option-tree.ts'
import type { Definition, Env, Path } from './option-type.ts'
import { pushDown } from './push-down.ts'
import type { Result } from './result.ts'
import { unknownOption } from './unknown-option.ts'

/** Options with definitions: what is known of each is computed when it is asked for. */
export interface EvaluatedOptions {
  readonly root: TreeResult
  /** What is known of a path, through submodules and other containers. */
  find(path: Path): Result | undefined
  /** One error for each definition of an option that does not exist. */
  unknown(): readonly ModuleErrorData[]
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
  const configs = once(() =>
    definitions.flatMap(({ file, at, value }) =>
      pushDown(value).map((config) => ({ file, at, value: config })),
    ),
  )
  const root = evaluateTree([], tree, configs, env)
  return {
    root,
    find(path) {
      let result: Result | undefined = root
      for (const name of path) result = result?.child(name)
      return result
    },
    unknown: () => root.unmatched().map((unmatched) => unknownOption([], tree, unmatched)),
  }
}
