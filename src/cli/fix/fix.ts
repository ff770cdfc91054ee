import { sep } from 'node:path'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { Files } from '../files.ts'
import { text } from '../text/fix.ts'
import { type Applied, applyAll } from './apply.ts'
import { describeChange, type Todo, todosOf } from './targets.ts'

/** One change to the source, made or not. */
export interface Change {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly description: string
}

export interface Unmade extends Change {
  readonly reason: string
}

export interface Fixed {
  readonly fixed: readonly Change[]
  readonly unfixed: readonly Unmade[]
  /** What is wrong now; absent where nothing was changed. */
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

interface World {
  readonly files: Files
  /** The folder of the fleet. */
  readonly root: string
  /** When the fleet began to be read, in milliseconds since 1970. */
  readonly since: number
  readonly checkAgain: () => Promise<readonly Diagnostic[] | undefined>
  /** A place with the line of the very value that is meant. */
  readonly locate: (todo: Todo) => { readonly file: string; readonly line: number; readonly column: number }
}

/**
 * Changes the source so that what is wrong beyond doubt is right: only files of the fleet, each at once, and none that
 * was changed since the fleet was read. Where more is wrong afterwards than before, all is put back.
 */
export async function fixAll(diagnostics: readonly Diagnostic[], world: World): Promise<Fixed> {
  const { files } = world
  const byFile = Map.groupBy(todosOf(diagnostics), ({ target }) => target.place.file)
  const fixed: Change[] = []
  const unfixed: Unmade[] = []
  const before = new Map<string, string>()
  const skip = (todo: Todo, reason: string): void => void unfixed.push({ ...shown(todo, world), reason })
  for (const [file, todos] of byFile) {
    const source = files.read(file)
    const refusal = source === undefined ? text.gone : refusalOf(file, world)
    if (source === undefined || refusal !== undefined) {
      for (const todo of todos) skip(todo, refusal!)
      continue
    }
    const made: Applied = applyAll(source, todos)
    for (const { todo, reason } of made.left) skip(todo, reason)
    if (made.text === source) continue
    const places = made.done.map((todo) => shown(todo, world))
    // Somebody may have saved it in between.
    if (files.read(file) !== source) {
      for (const todo of made.done) skip(todo, text.changed)
      continue
    }
    files.replace(file, made.text)
    before.set(file, source)
    fixed.push(...places)
  }
  if (before.size === 0) return { fixed, unfixed }
  const after = await world.checkAgain()
  if (after !== undefined && errorsIn(after) <= errorsIn(diagnostics))
    return { fixed, unfixed, diagnostics: after }
  for (const [file, source] of before) files.replace(file, source)
  return { fixed: [], unfixed: [...unfixed, ...fixed.map((change) => ({ ...change, reason: text.worse }))] }
}

function refusalOf(file: string, { files, root, since }: World): string | undefined {
  if (
    !file.startsWith(root.endsWith(sep) ? root : `${root}${sep}`) ||
    file.includes(`${sep}node_modules${sep}`)
  )
    return text.outside
  return (files.changed(file) ?? 0) > since ? text.changed : undefined
}

function shown(todo: Todo, { locate }: World): Change {
  return { ...locate(todo), description: describeChange(todo.change) }
}

function errorsIn(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ code, message, at: [first] }) => JSON.stringify([code, message, first?.file])))
    .size
}
