import { ModuleError } from './errors.ts'
import type { Path } from './option-type.ts'
import { showPath } from './show-path.ts'

/** Options that are being evaluated, outermost first. */
const active: Path[] = []

const enum_ = { fresh: 0, busy: 1, done: 2, failed: 3 } as const

/**
 * Computes when first called and remembers value or exception. A call during the computation throws
 * `infinite-recursion` with the chain of options that led back here.
 */
export function once<T>(compute: () => T, path?: Path): () => T {
  let state: 0 | 1 | 2 | 3 = enum_.fresh
  let result: T
  let failure: unknown
  let depth = 0
  let run: (() => T) | undefined = compute
  return () => {
    if (state === enum_.done) return result
    if (state === enum_.failed) throw failure
    if (state === enum_.busy) throw recursion(path, active.slice(depth))
    state = enum_.busy
    depth = active.length
    if (path !== undefined) active.push(path)
    try {
      result = run!()
      state = enum_.done
      return result
    } catch (error) {
      failure = error
      state = enum_.failed
      throw error
    } finally {
      run = undefined
      active.length = depth
    }
  }
}

function recursion(path: Path | undefined, chain: readonly Path[]): ModuleError {
  const whole = [...chain, ...((path ?? chain[0]) ? [path ?? chain[0]!] : [])]
  const shown = whole.map((p) => `\`${showPath(p)}'`).join(' needs ')
  return new ModuleError({
    code: 'infinite-recursion',
    message: shown === '' ? 'infinite recursion encountered' : `infinite recursion encountered: ${shown}`,
    path: path ?? chain[0] ?? [],
    definitions: [],
    chain: whole,
  })
}
