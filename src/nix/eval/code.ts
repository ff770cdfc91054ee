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

/** Code that is compiled when it is first run, and then forgets what it was made from. There are very many. */
export class LazyCode<From> extends Code {
  #compile: ((from: From) => Run) | undefined
  #from: From | undefined

  constructor(compile: (from: From) => Run, from: From) {
    super(compileAndRun as Code['run'])
    this.#compile = compile
    this.#from = from
  }

  /** What is run from now on. Where compiling fails, it fails again. */
  compile(): Run {
    const run = this.#compile!(this.#from as From)
    this.#compile = undefined
    this.#from = undefined
    this.run = run
    return run
  }
}

/** What code does the first time it is run; one function for all of them. */
function compileAndRun(this: LazyCode<unknown>, env: Env): Value {
  return this.compile()(env)
}
