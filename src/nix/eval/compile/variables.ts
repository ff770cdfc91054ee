import { Code, type Delay, type Env, type Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectAttrs } from '../expect.ts'
import { force, forceIn } from '../force.ts'
import { type SymbolId, symbolName } from '../symbols.ts'
import { type Slot, Thunk, type Value } from '../values.ts'
import { find, type Scope, type WithFound } from './scope.ts'
import type { Unit } from './unit.ts'

/** A variable to its value. */
export function runVariable(unit: Unit, name: SymbolId, scope: Scope | undefined, place: number): Run {
  const found = find(name, scope, unit.machine.globals)
  switch (found?.kind) {
    case 'local':
      return runLocal(found.depth, found.index, place)
    case 'global': {
      const { value } = found
      return value instanceof Thunk ? () => force(value, place) : () => value
    }
    case 'with':
      return runWith(name, found.sets, place)
    default:
      throw new NixError('undefined', `undefined variable '${symbolName(name)}'`, place)
  }
}

function runLocal(depth: number, index: number, place: number): Run {
  switch (depth) {
    case 0:
      return (env) => {
        const slot = env[index]
        return slot instanceof Thunk ? forceIn(env as Slot[], index, place) : (slot as Value)
      }
    case 1:
      return (env) => {
        const at = env[0] as Env
        const slot = at[index]
        return slot instanceof Thunk ? forceIn(at as Slot[], index, place) : (slot as Value)
      }
    case 2:
      return (env) => {
        const at = (env[0] as Env)[0] as Env
        const slot = at[index]
        return slot instanceof Thunk ? forceIn(at as Slot[], index, place) : (slot as Value)
      }
    default:
      return (env) => {
        const at = outer(env, depth)
        const slot = at[index]
        return slot instanceof Thunk ? forceIn(at as Slot[], index, place) : (slot as Value)
      }
  }
}

function outer(env: Env, depth: number): Env {
  let at = env
  for (let level = depth; level > 0; level--) at = at[0] as Env
  return at
}

function runWith(name: SymbolId, sets: readonly WithFound[], place: number): Run {
  return (env) => {
    for (const { depth, place: withPlace } of sets) {
      const at = outer(env, depth)
      const attrs = expectAttrs(
        at[1] as Slot,
        'while evaluating the first subexpression of a with expression',
        withPlace,
      )
      at[1] = attrs
      const index = attrs.shape.find(name)
      if (index >= 0) return forceIn(attrs.values, index, place)
    }
    throw new NixError('undefined', `undefined variable '${symbolName(name)}'`, place)
  }
}

/** A variable to its slot: what a `with` may bind has to be looked for later. */
export function delayVariable(unit: Unit, name: SymbolId, scope: Scope | undefined, place: number): Delay {
  const found = find(name, scope, unit.machine.globals)
  if (found?.kind === 'global') {
    const { value } = found
    return () => value
  }
  if (found?.kind !== 'local') {
    const code = new Code(runVariable(unit, name, scope, place))
    return (env) => new Thunk(code, env)
  }
  const { depth, index } = found
  // A slot that is not filled yet belongs to a set of bindings that is being made. That is rare.
  let made: Code | undefined
  const waiting = (env: Env): Thunk => {
    made ??= new Code(runLocal(depth, index, place))
    return new Thunk(made, env)
  }
  if (depth === 0)
    return (env) => {
      const slot = env[index] as Slot | undefined
      return slot === undefined ? waiting(env) : slot
    }
  if (depth === 1)
    return (env) => {
      const slot = (env[0] as Env)[index] as Slot | undefined
      return slot === undefined ? waiting(env) : slot
    }
  return (env) => {
    const slot = outer(env, depth)[index] as Slot | undefined
    return slot === undefined ? waiting(env) : slot
  }
}
