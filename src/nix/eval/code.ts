import type { Slot, Value } from './values.ts'

/**
 * Variables at run time: what is bound here from index 1 on, and the surrounding variables at index 0. A `with` binds
 * one slot, its set.
 */
export type Env = unknown[]

/**
 * An environment with so many slots, none of them filled. Copies of it (`slice`) take no more memory than they need, as
 * arrays that grow do.
 */
export function emptyEnv(slots: number): Env {
  return Array.from<unknown>({ length: slots + 1 }).slice()
}

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

/** What makes nodes of a program runnable. */
export interface Compiler {
  readonly run: (node: number) => Run
}

/** Code that is compiled when it is first run. There is very much. */
export class LazyCode extends Code {
  readonly #compiler: Compiler
  readonly #node: number

  constructor(compiler: Compiler, node: number) {
    super(compileAndRun as Code['run'])
    this.#compiler = compiler
    this.#node = node
  }

  /** What is run from now on. Where compiling fails, it fails again. */
  compile(): Run {
    const run = this.#compiler.run(this.#node)
    this.run = run
    return run
  }
}

/** What code does the first time it is run; one function for all of it. */
function compileAndRun(this: LazyCode, env: Env): Value {
  return this.compile()(env)
}
