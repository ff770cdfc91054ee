import { editsFor } from '../../check/fix/edits.ts'
import type { Diagnostic, Fix } from '../../fleet/problem.ts'
import type { Files } from '../files.ts'
import { describeChange, todosOf } from './targets.ts'

/** The edits that make a diagnostic go away; nothing where they cannot be told for each of its places. */
export function fixOf(diagnostic: Diagnostic, files: Files): Fix | undefined {
  const todos = todosOf([diagnostic])
  if (todos.length === 0) return undefined
  const edits = todos.map(({ target, change }) => {
    const { file } = target.place
    const source = files.read(file)
    const found = source === undefined ? undefined : editsFor(source, target, change)
    return found === undefined || 'reason' in found
      ? undefined
      : found.edits.map((edit) => ({ file, ...edit }))
  })
  return edits.includes(undefined)
    ? undefined
    : { description: describeChange(todos[0]!.change), edits: edits.flatMap((each) => each ?? []) }
}
