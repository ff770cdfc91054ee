import { ModuleError } from './errors.ts'
import type { Path } from './option-type.ts'
import { showPath } from './show-path.ts'

/** Options that are being evaluated, outermost first. */
const active: Path[] = []

/** How many computations wait for each other on the stack right now. */
let level = 0

/** Far below what overflows the stack, far above what configurations need. */
const deepest = 400

interface Cell {
  state: 'fresh' | 'busy' | 'done' | 'failed'
  /** Length of `active` when the computation began. */
  depth: number
  readonly path: Path | undefined
}

/** Thrown when computations nest too deeply: unwinds the stack, so that this one can run first. */
class TooDeep {
  readonly cell: Cell
  readonly call: () => unknown

  constructor(cell: Cell, call: () => unknown) {
    this.cell = cell
    this.call = call
  }
}

/** To be called first in every `catch` that does not throw again: lets the unwinding pass. */
export function passOn(error: unknown): void {
  if (error instanceof TooDeep) throw error
}

/**
 * Computes when first called and remembers value or exception. A call during the computation throws
 * `infinite-recursion` with the chain of options that led back here. Chains of any length are fine: where
 * the stack gets deep, it is unwound and the deepest value is computed first; the computation may
 * therefore be started more than once.
 */
export function once<T>(compute: () => T, path?: Path): () => T {
  const cell: Cell = { state: 'fresh', depth: 0, path }
  let result: T
  let failure: unknown
  let run: (() => T) | undefined = compute
  const attempt = (): T => {
    if (cell.state === 'done') return result
    if (cell.state === 'failed') throw failure
    if (cell.state === 'busy') throw recursion([...active.slice(cell.depth), ...(path ? [path] : [])])
    if (level >= deepest) throw new TooDeep(cell, attempt)
    cell.state = 'busy'
    cell.depth = active.length
    if (path !== undefined) active.push(path)
    level++
    try {
      result = run!()
      cell.state = 'done'
      run = undefined
      return result
    } catch (error) {
      if (error instanceof TooDeep) cell.state = 'fresh'
      else {
        failure = error
        cell.state = 'failed'
        run = undefined
      }
      throw error
    } finally {
      level--
      active.length = cell.depth
    }
  }
  return () => (level === 0 && cell.state === 'fresh' ? fromTop(cell, attempt) : attempt())
}

/** Runs a computation, and before it those that lie too deep below it. */
function fromTop<T>(cell: Cell, attempt: () => T): T {
  const waiting: { readonly cell: Cell; readonly call: () => unknown }[] = []
  for (;;) {
    const next = waiting.at(-1)
    try {
      if (next === undefined) return attempt()
      next.call()
      waiting.pop()
    } catch (error) {
      if (!(error instanceof TooDeep)) {
        if (next === undefined) throw error
        // Remembered; whoever needs the value throws it again.
        waiting.pop()
      } else if (error.cell === cell || waiting.some((other) => other.cell === error.cell)) {
        throw recursion(
          [cell, ...waiting.map((other) => other.cell)].flatMap((c) => (c.path ? [c.path] : [])),
        )
      } else waiting.push(error)
    }
  }
}

const unnamedHint =
  'A module that reads `config` while its own `config` function runs needs itself: say `lazy(() => config.x)` where the value stands.'

function recursion(found: readonly Path[]): ModuleError {
  // What the engine needs for itself says nothing to the reader.
  const own = found.filter((path) => !path.includes('_module'))
  const steps = own.filter((path, index) => index === 0 || !samePath(path, own[index - 1]!))
  const chain = steps.length > 0 && !samePath(steps[0]!, steps.at(-1)!) ? [...steps, steps[0]!] : steps
  const shown = chain.map((path) => `\`${showPath(path)}'`).join(' needs ')
  return new ModuleError({
    code: 'infinite-recursion',
    message: shown === '' ? 'infinite recursion encountered' : `infinite recursion encountered: ${shown}`,
    path: chain[0] ?? [],
    definitions: [],
    chain,
    ...(chain.length > 0 ? {} : { hint: unnamedHint }),
  })
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}
