import { op } from '../bind/program.ts'
import type { WithFound } from '../bind/scopes.ts'
import { Code, type Delay, type Env, type Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectAttrs } from '../expect.ts'
import { force, forceIn } from '../force.ts'
import { type SymbolId, symbolName } from '../symbols.ts'
import { type Slot, Thunk, type Value } from '../values.ts'
import { findWith, newSight } from './select.ts'
import { placeAt, type Unit } from './unit.ts'

/** A variable to its value. */
export function runVariable(unit: Unit, node: number): Run {
  const { words } = unit
  const place = placeAt(unit, node + 1)
  switch (words[node]) {
    case op.local:
      return runLocal(words[node + 2]!, words[node + 3]!, place)
    case op.global:
      return runSlot(globalAt(unit, node), place)
    default:
      return runWith(words[node + 2]!, withsAt(unit, node + 3), place)
  }
}

function globalAt({ machine, words }: Unit, node: number): Slot {
  return machine.globals.get(words[node + 2]!)!
}

function withsAt(unit: Unit, at: number): readonly WithFound[] {
  const sets: WithFound[] = []
  for (let left = unit.words[at]!, next = at + 1; left > 0; left--, next += 2)
    sets.push({ depth: unit.words[next]!, place: placeAt(unit, next + 1) })
  return sets
}

function runSlot(slot: Slot, place: number): Run {
  return slot instanceof Thunk ? () => force(slot, place) : () => slot
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
  const sights = sets.map(newSight)
  return (env) => {
    for (let set = 0; set < sets.length; set++) {
      const { depth, place: withPlace } = sets[set]!
      const at = outer(env, depth)
      const attrs = expectAttrs(
        at[1] as Slot,
        'while evaluating the first subexpression of a with expression',
        withPlace,
      )
      at[1] = attrs
      const index = findWith(sights[set]!, attrs.shape, name)
      if (index >= 0) return forceIn(attrs.values, index, place)
    }
    throw new NixError('undefined', `undefined variable '${symbolName(name)}'`, place)
  }
}

/** A variable to its slot: what a `with` may bind has to be looked for later. */
export function delayVariable(unit: Unit, node: number): Delay {
  const { words } = unit
  switch (words[node]) {
    case op.local:
      return delayLocal(words[node + 2]!, words[node + 3]!, placeAt(unit, node + 1))
    case op.global:
      return delaySlot(globalAt(unit, node))
    default:
      return delayCode(new Code(runVariable(unit, node)))
  }
}

function delaySlot(slot: Slot): Delay {
  return () => slot
}

/** What is evaluated later. */
export function delayCode(code: Code): Delay {
  return (env) => new Thunk(code, env)
}

function delayLocal(depth: number, index: number, place: number): Delay {
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
