import type { Slot, Value } from './values.ts'

/**
 * Variables at run time: what is bound here from index 1 on, and the surrounding variables at index 0. A `with` binds
 * one slot, its set.
 */
export type Env = unknown[]

/** An expression made runnable. Its result is never a thunk. */
export type Run = (env: Env) => Value

/** An expression made runnable to a slot, with nothing evaluated. */
export type Delay = (env: Env) => Slot

/** Something that can be run. Expressions are compiled when they are run for the first time. */
export class Code {
  /** `place` is where the value is asked for. */
  run: (data: never, place: number) => Value

  constructor(run: (data: never, place: number) => Value) {
    this.run = run
  }
}

/** Code that compiles itself when it is first run. */
export function lazyCode(compile: () => Run): Code {
  const code = new Code((env: Env) => {
    const run = compile()
    code.run = run
    return run(env)
  })
  return code
}
