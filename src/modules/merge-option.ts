import { errorData, type ModuleErrorData } from './errors.ts'
import { passOn } from './once.ts'
import type { Option } from './option.ts'
import { optionResult } from './option-result.ts'
import type { Definition, Env, Path } from './option-type.ts'
import { problemsOf } from './problems.ts'
import type { Result } from './result.ts'
import { settle } from './settle.ts'

/** The value of one option, or why it has none. */
export type MergeOutcome<T = unknown> = {
  /** Computed when read: definitions with what became of them, and the options inside the value. */
  readonly result: Result
} & (
  | { readonly value: T; readonly missing?: never; readonly errors?: never }
  | { readonly missing: true; readonly value?: never; readonly errors?: never }
  | { readonly errors: readonly ModuleErrorData[]; readonly value?: never; readonly missing?: never }
)

export const pantherEnv: Env = { deferred: 'refused' }

/**
 * Merges the definitions of one option, the first one first; the option's default joins them by itself.
 * The value is complete: nothing in it is computed later. Never throws.
 */
export function mergeOption<Out>(
  option: Option<unknown, Out>,
  path: Path,
  definitions: readonly Definition[],
  env: Env = pantherEnv,
): MergeOutcome<Out> {
  const assertions: (() => readonly ModuleErrorData[])[] = []
  const result = optionResult(path, option, () => definitions, { ...env, assertions })
  try {
    const settled = settle(result.value, path)
    if (settled.errors.length === 0) {
      const errors = assertions.flatMap((check) => check())
      return errors.length > 0 ? { result, errors } : { result, value: settled.value as Out }
    }
  } catch (error) {
    passOn(error)
    const data = errorData(error, path)
    if (data.code === 'no-value' && data.path.length === path.length) return { result, missing: true }
  }
  return { result, errors: problemsOf(result) }
}
