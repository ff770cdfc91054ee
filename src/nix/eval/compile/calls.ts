import { call, call2, callAll } from '../call.ts'
import type { Delay, Run } from '../code.ts'

/** `f a b`, applied at once. */
export function runCall(callee: Run, args: readonly Delay[], place: number): Run {
  if (args.length === 1) {
    const only = args[0]!
    return (env) => call(callee(env), only(env), place)
  }
  if (args.length === 2) {
    const first = args[0]!
    const second = args[1]!
    return (env) => call2(callee(env), first(env), second(env), place)
  }
  return (env) => {
    const applied = callee(env)
    const slots = new Array(args.length)
    for (let index = 0; index < args.length; index++) slots[index] = args[index]!(env)
    return callAll(applied, slots, place)
  }
}
