import { attrPlace } from '../attrs.ts'
import type { Env, Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { force, forceIn } from '../force.ts'
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

/** `a.b`, the usual case: one key that is known. What shape the set had last is remembered. */
export function selectOne(selection: Selection, name: SymbolId): Run {
  const { subject, subjectPlace, place } = selection
  let lastShape: Shape | undefined
  let lastIndex = 0
  return (env) => {
    let attrs: Value
    try {
      attrs = subject(env)
    } catch (error) {
      throw passSelecting(error, subjectPlace)
    }
    if (!(attrs instanceof Attrs)) throw passDefinition(notASet(attrs, place), selection, env, 0, 0)
    let index = lastIndex
    if (attrs.shape !== lastShape) {
      index = attrs.shape.find(name)
      if (index < 0) throw passDefinition(missingError(attrs, name), selection, env, 0, 0)
      lastShape = attrs.shape
      lastIndex = index
    }
    const slot = attrs.values[index]!
    if (!(slot instanceof Thunk)) return slot
    const at = attrPlace(attrs, index)
    try {
      return forceIn(attrs.values, index, at === 0 ? place : at)
    } catch (error) {
      throw passDefinition(error, selection, env, at, 1)
    }
  }
}

/** `a.b.${c}` */
export function selectPath(selection: Selection): Run {
  const { keys, place } = selection
  return walk(
    selection,
    (slot, name) => {
      const attrs = force(slot, place)
      if (!(attrs instanceof Attrs)) throw notASet(attrs, place)
      const index = attrs.shape.find(name)
      if (index < 0) throw missingError(attrs, name)
      return { attrs, index }
    },
    keys.length,
  )
}

/** `a.b or c` */
export function selectOr(selection: Selection, fallback: Run): Run {
  const { keys, place } = selection
  return walk(
    selection,
    (slot, name) => {
      const attrs = force(slot, place)
      const index = attrs instanceof Attrs ? attrs.shape.find(name) : -1
      return index < 0 ? undefined : { attrs: attrs as Attrs, index }
    },
    keys.length,
    fallback,
  )
}

type Step = (slot: Slot, name: SymbolId) => { readonly attrs: Attrs; readonly index: number } | undefined

function walk(selection: Selection, step: Step, count: number, fallback?: Run): Run {
  const { subject, subjectPlace, keys, place } = selection
  return (env) => {
    let slot: Slot
    try {
      slot = subject(env)
    } catch (error) {
      throw passSelecting(error, subjectPlace)
    }
    let at = 0
    let found = 0
    try {
      for (const key of keys) {
        const taken = step(slot, keyName(key, env))
        if (taken === undefined) return fallback!(env)
        const { attrs, index } = taken
        at = attrPlace(attrs, index)
        slot = attrs.values[index]!
        found++
        if (slot instanceof Thunk) slot = forceIn(attrs.values, index, found < count || at === 0 ? place : at)
      }
      return slot as Value
    } catch (error) {
      throw passDefinition(error, selection, env, at, found)
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
function passDefinition(error: unknown, selection: Selection, env: Env, at: number, found: number): unknown {
  if (!(error instanceof NixError)) return error
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
  return (env) => {
    let slot: Slot
    try {
      slot = subject(env)
    } catch (error) {
      if (error instanceof NixError) error.trace("in the argument of '?'", subjectPlace)
      throw error
    }
    for (const key of keys) {
      const value = force(slot, subjectPlace)
      const name = keyName(key, env)
      const index = value instanceof Attrs ? value.shape.find(name) : -1
      if (index < 0) return false
      slot = (value as Attrs).values[index]!
    }
    return true
  }
}
