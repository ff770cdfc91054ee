import { applyEdits, type Edit, editsFor, type Target } from '../../check/fix/edits.ts'
import { positionOf } from '../../fleet/locate.ts'
import type { Change } from '../../fleet/problem.ts'
import { offsetOf } from '../../fleet/source-call.ts'
import type { Todo } from './targets.ts'

/** What became of the changes to one file. */
export interface Applied {
  readonly text: string
  readonly done: readonly Todo[]
  readonly left: readonly { readonly todo: Todo; readonly reason: string }[]
}

/** A change that is still to be made, at its place in the text as it is by now. */
interface Pending {
  readonly todo: Todo
  offset: number
  spot: Target['spot']
}

/**
 * Makes all changes to one file that can be made: one after the other, from its end to its beginning, each in the text
 * that the ones before it have left, so that several can go into one object.
 */
export function applyAll(source: string, todos: readonly Todo[]): Applied {
  const pending = todos
    .map((todo): Pending => ({ todo, offset: offsetOf(source, todo.target.place), spot: todo.target.spot }))
    .sort((a, b) => b.offset - a.offset || startOf(b) - startOf(a))
  const done: Todo[] = []
  const left: { todo: Todo; reason: string }[] = []
  let text = source
  for (const [index, { todo, offset, spot }] of pending.entries()) {
    const { file } = todo.target.place
    const target = { ...todo.target, place: { file, ...positionOf(text, offset) }, spot }
    const found = editsFor(text, target, todo.change)
    if ('edits' in found) {
      text = applyEdits(text, found.edits)
      done.push(todo)
      for (const later of pending.slice(index + 1)) {
        later.offset = moved(later.offset, found.edits)
        later.spot = inNewText(later.spot, spot, todo.change)
      }
    } else if (todo.change.kind === 'name' && 'edits' in editsFor(source, todo.target, todo.change)) {
      // A name that is looked for in a whole file was found by another change.
      done.push(todo)
    } else left.push({ todo, reason: found.reason })
  }
  return { text, done, left }
}

function startOf({ spot }: Pending): number {
  return spot?.kind === 'nix' ? spot.start : 0
}

function moved(offset: number, edits: readonly Edit[]): number {
  return edits.reduce(
    (sum, { start, end, text }) => (end <= offset ? sum + text.length - (end - start) : sum),
    offset,
  )
}

/** A text of Nix is known by all that it says, which a change to another name in it has changed. */
function inNewText(spot: Target['spot'], changed: Target['spot'], change: Change): Target['spot'] {
  if (spot?.kind !== 'nix' || changed?.kind !== 'nix' || spot.text !== changed.text || change.kind !== 'name')
    return spot
  const found = editsFor(
    spot.text,
    { place: { file: 'x.nix', line: 1, column: 1 }, valuePath: [], spot: changed },
    change,
  )
  return 'edits' in found ? { ...spot, text: applyEdits(spot.text, found.edits) } : spot
}
