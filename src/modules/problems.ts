import { errorData, type ModuleErrorData } from './errors.ts'
import { passOn } from './once.ts'
import { priorities } from './properties.ts'
import type { Inside, Result } from './result.ts'
import { settle } from './settle.ts'

/** Whether to look into all options inside, or only into those that somebody defines. */
export type Scope = 'all' | 'defined'

/**
 * Everything that is wrong with an option's value: all elements and all options inside, not only what a
 * reader would meet first. Never throws. With `defined`, options inside that have nothing but their default are
 * passed over: nobody said anything wrong there, and submodules have hundreds of them.
 */
export function problemsOf(root: Result, scope: Scope = 'all'): readonly ModuleErrorData[] {
  const problems: ModuleErrorData[] = []
  const work: Result[] = [root]
  let leaves = true
  for (let result = work.pop(); result !== undefined; result = work.pop()) {
    const found = lookInto(result)
    problems.push(...found.problems)
    const names = found.inside?.names() ?? []
    if (names.length > 0) leaves = false
    for (const name of names.toReversed()) {
      const child = found.inside!.child(name)!
      if (scope === 'all' || isSaid(child)) work.push(child)
    }
    if (names.length === 0 && found.problems.length === 0) problems.push(...valueProblems(result))
  }
  if (problems.length === 0 && (scope === 'all' || leaves)) problems.push(...valueProblems(root))
  return problems
}

/** Whether there is more than the default, be it of the same priority. What cannot be told is looked into. */
function isSaid(result: Result): boolean {
  try {
    if (!result.isDefined) return false
    if (result.option === undefined || result.highestPriority < priorities.optionDefault) return true
    return result.definitions.length > ('default' in result.option ? 1 : 0)
  } catch (error) {
    passOn(error)
    return true
  }
}

function lookInto(result: Result): { problems: readonly ModuleErrorData[]; inside?: Inside } {
  try {
    const names = result.names()
    if (names.length === 0) return { problems: result.problems?.() ?? [] }
    return { problems: result.problems?.() ?? [], inside: result }
  } catch (error) {
    passOn(error)
    return { problems: [errorData(error, result.path)] }
  }
}

function valueProblems(result: Result): readonly ModuleErrorData[] {
  try {
    return settle(result.value, result.path).errors
  } catch (error) {
    passOn(error)
    return [errorData(error, result.path)]
  }
}
