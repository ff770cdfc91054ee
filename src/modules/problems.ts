import { errorData, type ModuleErrorData } from './errors.ts'
import { passOn } from './once.ts'
import type { Inside, Result } from './result.ts'
import { settle } from './settle.ts'

/**
 * Everything that is wrong with an option's value: all elements and all options inside, not only what a
 * reader would meet first. Never throws.
 */
export function problemsOf(root: Result): readonly ModuleErrorData[] {
  const problems: ModuleErrorData[] = []
  const work: Result[] = [root]
  for (let result = work.pop(); result !== undefined; result = work.pop()) {
    const found = lookInto(result)
    problems.push(...found.problems)
    const names = found.inside?.names() ?? []
    for (const name of names.toReversed()) work.push(found.inside!.child(name)!)
    if (names.length === 0 && found.problems.length === 0) problems.push(...valueProblems(result))
  }
  if (problems.length === 0) problems.push(...valueProblems(root))
  return problems
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
