import { update } from '../attrs.ts'
import type { Env, Run } from '../code.ts'
import { equal } from '../equal.ts'
import { NixError } from '../errors.ts'
import { wrongType } from '../show-type.ts'
import { Attrs, emptyList, type List, type Slot, type Value } from '../values.ts'

/** A condition. `why` says whose. */
export function runBool(run: Run, place: number, why: string): (env: Env) => boolean {
  return (env) => {
    try {
      const value = run(env)
      if (typeof value === 'boolean') return value
      throw new NixError('type', `expected a Boolean but found ${wrongType(value)}`, place)
    } catch (error) {
      if (error instanceof NixError) error.trace(why, place)
      throw error
    }
  }
}

/** An operand, whose errors are told whose it is. */
export function traced(run: Run, place: number, why: string): Run {
  return (env) => {
    try {
      return run(env)
    } catch (error) {
      if (error instanceof NixError) error.trace(why, place)
      throw error
    }
  }
}

export function runEqual(left: Run, right: Run, place: number): Run {
  return (env) => equal(left(env), right(env), place)
}

export function runNotEqual(left: Run, right: Run, place: number): Run {
  return (env) => !equal(left(env), right(env), place)
}

/** `//`; the right side is evaluated first. */
export function runUpdate(left: Run, leftPlace: number, right: Run, rightPlace: number): Run {
  const under = runSet(left, leftPlace, "in the left operand of '//'")
  const over = runSet(right, rightPlace, "in the right operand of '//'")
  return (env) => {
    const top = over(env)
    return update(under(env), top)
  }
}

function runSet(run: Run, place: number, why: string): (env: Env) => Attrs {
  return (env) => {
    try {
      const value = run(env)
      if (value instanceof Attrs) return value
      throw new NixError('type', `expected a set but found ${wrongType(value)}`)
    } catch (error) {
      // The operands of a chain are told once.
      if (error instanceof NixError) error.trace(why, place)
      throw error
    }
  }
}

export function runConcat(left: Run, right: Run, place: number): Run {
  return (env) => {
    const one = left(env)
    const other = right(env)
    return concatLists([asList(one, place), asList(other, place)])
  }
}

function asList(value: Value, place: number): List {
  if (Array.isArray(value)) return value
  throw new NixError('type', `expected a list but found ${wrongType(value)}`).trace(
    'while evaluating one of the elements to concatenate',
    place,
  )
}

/** The lists one after the other; the only one that is not empty stays itself. */
export function concatLists(lists: readonly List[]): List {
  let filled = 0
  let size = 0
  let only: List = lists[0] ?? emptyList
  for (let index = 0; index < lists.length; index++) {
    const list = lists[index]!
    if (list.length === 0) continue
    filled++
    size += list.length
    only = list
  }
  if (filled <= 1) return only
  const all = new Array<Slot>(size)
  let at = 0
  for (let index = 0; index < lists.length; index++) {
    const list = lists[index]!
    for (let item = 0; item < list.length; item++) all[at++] = list[item]!
  }
  return all
}

export function runNot(operand: (env: Env) => boolean): (env: Env) => boolean {
  return (env) => !operand(env)
}

export function runAnd(first: (env: Env) => boolean, second: (env: Env) => boolean): (env: Env) => boolean {
  return (env) => first(env) && second(env)
}

export function runOr(first: (env: Env) => boolean, second: (env: Env) => boolean): (env: Env) => boolean {
  return (env) => first(env) || second(env)
}
