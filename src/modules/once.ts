import { ModuleError } from './errors.ts'
import type { Path } from './option-type.ts'
import { showPath } from './show-path.ts'

/** Options that are being evaluated, outermost first. */
const active: Path[] = []

/** How many computations wait for each other on the stack right now. */
let level = 0

/** Far below what overflows the stack, far above what configurations need. */
const deepest = 400

/** Whether the next computation is begun by `fromTop`. */
let begun = false

/** Thrown when computations nest too deeply: unwinds the stack, so that this one can run first. */
class TooDeep {
  readonly call: () => unknown
  readonly path: Path | undefined

  constructor(call: () => unknown, path: Path | undefined) {
    this.call = call
    this.path = path
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
  let state: 'fresh' | 'busy' | 'done' | 'failed' = 'fresh'
  let result: unknown
  let depth = 0
  let run: (() => T) | undefined = compute
  const attempt = (): T => {
    if (state === 'done') return result as T
    if (state === 'failed') throw result
    if (state === 'busy') throw recursion([...active.slice(depth), ...(path ? [path] : [])])
    if (level === 0 && !begun) return fromTop(attempt, path)
    if (level >= deepest) throw new TooDeep(attempt, path)
    begun = false
    state = 'busy'
    depth = active.length
    if (path !== undefined) active.push(path)
    level++
    try {
      const value = run!()
      result = value
      state = 'done'
      run = undefined
      return value
    } catch (error) {
      if (error instanceof TooDeep) state = 'fresh'
      else {
        result = error
        state = 'failed'
        run = undefined
      }
      throw error
    } finally {
      level--
      active.length = depth
    }
  }
  return attempt
}

/** Runs a computation, and before it those that lie too deep below it. */
function fromTop<T>(attempt: () => T, path: Path | undefined): T {
  let waiting: TooDeep[] | undefined
  for (;;) {
    const next = waiting?.at(-1)
    try {
      begun = true
      if (next === undefined) return attempt()
      next.call()
      waiting!.pop()
    } catch (error) {
      if (!(error instanceof TooDeep)) {
        if (next === undefined) throw error
        // Remembered; whoever needs the value throws it again.
        waiting!.pop()
        continue
      }
      waiting ??= []
      if (error.call === attempt || waiting.some((other) => other.call === error.call)) {
        throw recursion([path, ...waiting.map((other) => other.path)].filter((found) => found !== undefined))
      }
      waiting.push(error)
    } finally {
      begun = false
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
