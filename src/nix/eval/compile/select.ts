import { attrPlace } from '../attrs.ts'
import type { Env, Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { force, forceAttr, forceIn } from '../force.ts'
import type { Shape } from '../shapes.ts'
import { wrongType } from '../show-type.ts'
import { bestMatches } from '../suggestions.ts'
import { type SymbolId, shownSymbol, symbolName } from '../symbols.ts'
import { Attrs, type Slot, Thunk, type Value } from '../values.ts'

const selecting = 'while selecting an attribute'

/** A key of an attribute path: known, or computed when it is needed. */
export type Key = SymbolId | Run

export interface Selection {
  readonly subject: Run
  /** Where the expression that something is selected of stands, and the whole. */
  readonly subjectPlace: number
  readonly place: number
  readonly keys: readonly Key[]
  /** Whether traces tell where the attributes are defined: not for those of the evaluator's own code. */
  readonly named: boolean
  /** The first keys of the path, for traces. */
  readonly show: (env: Env, keys: number) => string
}

/** Where a name was found last, so that the next set of the same shape is not searched for the same name. */
export interface Sight {
  name: SymbolId
  shape: Shape | undefined
  index: number
}

export function newSight(): Sight {
  return { name: -1, shape: undefined, index: -1 }
}

/** The index of the name, or -1. */
export function findWith(sight: Sight, shape: Shape, name: SymbolId): number {
  if (sight.shape === shape && sight.name === name) return sight.index
  const index = shape.find(name)
  sight.name = name
  sight.shape = shape
  sight.index = index
  return index
}

/** `a.b`, the usual case: one key that is known. */
export function selectOne(selection: Selection, name: SymbolId): Run {
  const { subject, subjectPlace, place } = selection
  const sight = newSight()
  return (env) => {
    let attrs: Value
    try {
      attrs = subject(env)
    } catch (error) {
      throw passSelecting(error, subjectPlace)
    }
    if (!(attrs instanceof Attrs))
      throw passDefinition(notASet(attrs, place), selection, env, undefined, 0, 0)
    const index = findWith(sight, attrs.shape, name)
    if (index < 0) throw passDefinition(missingError(attrs, name), selection, env, undefined, 0, 0)
    const slot = attrs.values[index]!
    if (!(slot instanceof Thunk)) return slot
    try {
      return forceAttr(attrs, index, place)
    } catch (error) {
      throw passDefinition(error, selection, env, attrs, index, 1)
    }
  }
}

/** `a.b.${c}`, and `a.b or c` where there is a fallback. */
export function selectPath(selection: Selection, fallback?: Run): Run {
  const { subject, subjectPlace, keys, place } = selection
  const sights = keys.map(newSight)
  const last = keys.length - 1
  return (env) => {
    let value: Value
    try {
      value = subject(env)
    } catch (error) {
      throw passSelecting(error, subjectPlace)
    }
    // The attribute that was found last.
    let owner: Attrs | undefined
    let index = 0
    let found = 0
    try {
      for (let step = 0; step <= last; step++) {
        const name = keyName(keys[step]!, env)
        if (!(value instanceof Attrs)) {
          if (fallback !== undefined) return fallback(env)
          throw notASet(value, place)
        }
        const at = findWith(sights[step]!, value.shape, name)
        if (at < 0) {
          if (fallback !== undefined) return fallback(env)
          throw missingError(value, name)
        }
        owner = value
        index = at
        found++
        value = step === last ? forceAttr(owner, at, place) : forceIn(owner.values, at, place)
      }
      return value
    } catch (error) {
      throw passDefinition(error, selection, env, owner, index, found)
    }
  }
}

export function keyName(key: Key, env: Env): SymbolId {
  return typeof key === 'number' ? key : (key(env) as number)
}

function passSelecting(error: unknown, place: number): unknown {
  if (error instanceof NixError) error.trace(selecting, place)
  return error
}

/** An error on the way out of an attribute that is selected. */
function passDefinition(
  error: unknown,
  selection: Selection,
  env: Env,
  owner: Attrs | undefined,
  index: number,
  found: number,
): unknown {
  if (!(error instanceof NixError)) return error
  const at = owner === undefined ? 0 : attrPlace(owner, index)
  if (at !== 0 && selection.named) error.trace(`from the definition of '${selection.show(env, found)}'`, at)
  const path = selection.show(env, selection.keys.length)
  return error.trace(`while evaluating the attribute '${path}'`, selection.place)
}

function notASet(value: Value, place: number): NixError {
  return new NixError('type', `expected a set but found ${wrongType(value)}`).trace(selecting, place)
}

function missingError(attrs: Attrs, name: SymbolId): NixError {
  const wanted = symbolName(name)
  const names = attrs.shape.symbols.map(symbolName)
  return new NixError('eval', `attribute '${shownSymbol(name)}' missing`, 0, bestMatches(names, wanted))
}

/** `a ? b.c` */
export function hasAttribute(subject: Run, subjectPlace: number, keys: readonly Key[]): Run {
  const sights = keys.map(newSight)
  return (env) => {
    let slot: Slot
    try {
      slot = subject(env)
    } catch (error) {
      if (error instanceof NixError) error.trace("in the argument of '?'", subjectPlace)
      throw error
    }
    for (let at = 0; at < keys.length; at++) {
      const value = force(slot, subjectPlace)
      const name = keyName(keys[at]!, env)
      const index = value instanceof Attrs ? findWith(sights[at]!, value.shape, name) : -1
      if (index < 0) return false
      slot = (value as Attrs).values[index]!
    }
    return true
  }
}
