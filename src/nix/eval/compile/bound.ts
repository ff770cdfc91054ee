import { attrPlace } from '../attrs.ts'
import { Code, type Delay, type Env, LazyCode } from '../code.ts'
import { NixError } from '../errors.ts'
import { force, forceIn } from '../force.ts'
import { wrongType } from '../show-type.ts'
import { bestMatches } from '../suggestions.ts'
import { known, type SymbolId, shownSymbol, symbolName } from '../symbols.ts'
import { Attrs, type Slot, Thunk, type Value } from '../values.ts'
import { BindingTable, type Bound } from './bindings.ts'
import type { Scope } from './scope.ts'
import { runSet } from './sets.ts'
import { placeIn, type Unit } from './unit.ts'
import { delayVariable } from './variables.ts'

/** How the slots of a set of bindings are made. */
export interface Slots {
  /** The sets of `inherit (from)`; made once for all names. */
  readonly sources: readonly Delay[]
  readonly make: readonly ((inner: Env, outer: Env, sources: readonly Slot[]) => Slot)[]
}

/** The names are those of the table, in its order. */
export function compileSlots(
  unit: Unit,
  table: BindingTable,
  names: readonly SymbolId[],
  inner: Scope | undefined,
  outer: Scope | undefined,
): Slots {
  const sources = table.sources.map((source) => unit.delay(source, inner))
  const make = names.map((name) => compileBound(unit, table, name, table.names.get(name)!, inner, outer))
  return { sources, make }
}

function compileBound(
  unit: Unit,
  table: BindingTable,
  name: SymbolId,
  bound: Bound,
  inner: Scope | undefined,
  outer: Scope | undefined,
): Slots['make'][number] {
  const place = unit.base + bound.at
  switch (bound.kind) {
    case 'inherited': {
      const delay = delayVariable(unit, name, outer, place)
      return (_, outerEnv) => delay(outerEnv)
    }
    case 'from': {
      const { source } = bound
      const code = selectFrom(name, placeIn(unit, table.sources[source]!), place, unit.internal)
      return (_inner, _outer, slots) => new Thunk(code, slots[source])
    }
    default:
      // What `__overrides` changes must not be looked at before.
      if (table.recursive && table.names.has(known.overrides) && !(bound.value instanceof BindingTable)) {
        const code = unit.code(bound.value, inner, symbolName(name))
        return (env) => new Thunk(code, env)
      }
      return delayValue(unit, bound.value, inner, symbolName(name))
  }
}

/** What is bound to a name, not evaluated. */
export function delayValue(
  unit: Unit,
  value: Extract<Bound, { kind: 'value' }>['value'],
  scope: Scope | undefined,
  name: string,
): Delay {
  if (!('names' in value)) return unit.delay(value, scope, name)
  const code = new LazyCode((table: BindingTable) => runSet(unit, table, scope), value)
  return (env) => new Thunk(code, env)
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
