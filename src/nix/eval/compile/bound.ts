import { attrPlace } from '../attrs.ts'
import { bound, wordsOfName, wordsOfSource } from '../bind/program.ts'
import { Code, type Delay, type Env } from '../code.ts'
import { NixError } from '../errors.ts'
import { force, forceIn } from '../force.ts'
import { wrongType } from '../show-type.ts'
import { bestMatches } from '../suggestions.ts'
import { known, type SymbolId, shownSymbol, symbolName } from '../symbols.ts'
import { Attrs, type Slot, Thunk, type Value } from '../values.ts'
import { placeAt, type Unit } from './unit.ts'
import { delayCode } from './variables.ts'

/** What a set or `let` binds. */
export interface Bindings {
  /** In order. */
  readonly names: readonly SymbolId[]
  readonly places: readonly number[]
  readonly make: readonly MakeSlot[]
  /** The sets of `inherit (from)`; made once for all names. */
  readonly sources: (inner: Env) => readonly Slot[]
  /** The index of the word behind. */
  readonly end: number
}

type MakeSlot = (inner: Env, outer: Env, sources: readonly Slot[]) => Slot

/** The bindings that are written at an index. */
export function compileBindings(unit: Unit, at: number, recursive: boolean): Bindings {
  const { words } = unit
  const first = at + 1
  const sourcesAt = first + words[at]! * wordsOfName
  const names: SymbolId[] = []
  const places: number[] = []
  for (let next = first; next < sourcesAt; next += wordsOfName) {
    names.push(words[next]!)
    places.push(placeAt(unit, next + 1))
  }
  // What `__overrides` changes must not be looked at before.
  const wait = recursive && names.includes(known.overrides)
  const make: MakeSlot[] = []
  for (let next = first; next < sourcesAt; next += wordsOfName)
    make.push(compileBound(unit, next, sourcesAt, wait))
  const sources: Delay[] = []
  const end = sourcesAt + 1 + words[sourcesAt]! * wordsOfSource
  for (let next = sourcesAt + 1; next < end; next += wordsOfSource) sources.push(unit.delay(words[next]!))
  return { names, places, make, sources: sourcesOf(sources), end }
}

function compileBound(unit: Unit, at: number, sourcesAt: number, wait: boolean): MakeSlot {
  const { words } = unit
  const what = words[at + 3]!
  switch (words[at + 2]) {
    case bound.inherited:
      return inherit(unit.delay(what))
    case bound.from: {
      const sourcePlace = placeAt(unit, sourcesAt + 2 + what * wordsOfSource)
      return inheritFrom(selectFrom(words[at]!, sourcePlace, placeAt(unit, at + 1), unit.internal), what)
    }
    default:
      return wait ? delayCode(unit.code(what)) : unit.delay(what)
  }
}

function inherit(delay: Delay): MakeSlot {
  return (_, outer) => delay(outer)
}

function inheritFrom(code: Code, source: number): MakeSlot {
  return (_inner, _outer, sources) => new Thunk(code, sources[source])
}

const noSlots: readonly Slot[] = []

function sourcesOf(sources: readonly Delay[]): (env: Env) => readonly Slot[] {
  return sources.length === 0 ? () => noSlots : (env) => sources.map((source) => source(env))
}

/** The attribute of a name in the set of `inherit (set) name`. */
function selectFrom(name: SymbolId, sourcePlace: number, place: number, internal: boolean): Code {
  const shown = shownSymbol(name)
  return new Code((source: Slot) => {
    let value: Value
    try {
      value = force(source, sourcePlace)
    } catch (error) {
      if (error instanceof NixError) error.trace('while selecting an attribute', sourcePlace)
      throw error
    }
    let at = 0
    try {
      if (!(value instanceof Attrs))
        throw new NixError('type', `expected a set but found ${wrongType(value)}`).trace(
          'while selecting an attribute',
          place,
        )
      const index = value.shape.find(name)
      if (index < 0) {
        const names = value.shape.symbols.map(symbolName)
        throw new NixError('eval', `attribute '${shown}' missing`, 0, bestMatches(names, symbolName(name)))
      }
      at = attrPlace(value, index)
      return forceIn(value.values, index, at === 0 ? place : at)
    } catch (error) {
      if (error instanceof NixError) {
        if (at !== 0 && !internal) error.trace(`from the definition of '${shown}'`, at)
        error.trace(`while evaluating the attribute '${shown}'`, place)
      }
      throw error
    }
  })
}
