import { attrPlace, attrsOf, type Entry, ownPlace, placeList } from '../attrs.ts'
import type { Delay, Env, Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectAttrs } from '../expect.ts'
import { showPlace } from '../places.ts'
import { type Shape, shapeOf } from '../shapes.ts'
import { known, type SymbolId, shownSymbol } from '../symbols.ts'
import { Attrs, type Places, type Slot } from '../values.ts'
import type { BindingTable } from './bindings.ts'
import { compileSlots, delayValue, type Slots } from './bound.ts'
import { type DynamicKey, keyOfBinding } from './keys.ts'
import { type Scope, scopeOf } from './scope.ts'
import type { Unit } from './unit.ts'

interface Dynamic {
  readonly key: DynamicKey
  readonly delay: Delay
  readonly place: number
}

/** An attribute set to its value. */
export function runSet(unit: Unit, table: BindingTable, scope: Scope | undefined): Run {
  const names = [...table.names.keys()].sort((a, b) => a - b)
  const inner = table.recursive ? scopeOf(scope, names) : scope
  const slots = compileSlots(unit, table, names, inner, scope)
  const shape = shapeOf(names)
  const self = table.at === undefined ? 0 : unit.base + table.at
  const list = names.map((name) => unit.base + table.names.get(name)!.at)
  const places = placeList(list, self)
  const dynamic = table.dynamic.map(
    ({ key, value, at }): Dynamic => ({
      key: keyOfBinding(unit, key, inner, unit.base + at),
      delay: delayValue(unit, value, inner, ''),
      place: unit.base + at,
    }),
  )
  return runFilled({ recursive: table.recursive, names, slots, shape, places, self, dynamic })
}

interface SetCode {
  readonly recursive: boolean
  readonly names: readonly SymbolId[]
  readonly slots: Slots
  readonly shape: Shape
  readonly places: Places
  readonly self: number
  readonly dynamic: readonly Dynamic[]
}

/** The closures are made here, where they cannot keep the tree of what is in the set. */
function runFilled({ recursive, names, slots, shape, places, self, dynamic }: SetCode): Run {
  const { make, sources } = slots
  const size = make.length
  const makeSources = sourcesOf(sources)
  const fill = (innerEnv: Env, env: Env): Slot[] => {
    const from = makeSources(innerEnv)
    const values = new Array<Slot>(size)
    for (let index = 0; index < size; index++) values[index] = make[index]!(innerEnv, env, from)
    return values
  }
  const fillRecursive = (env: Env): Env => {
    const innerEnv: Env = [env]
    for (let index = 0; index < size; index++) innerEnv.push(undefined)
    const from = makeSources(innerEnv)
    for (let index = 0; index < size; index++) innerEnv[index + 1] = make[index]!(innerEnv, env, from)
    return innerEnv
  }
  if (!recursive && dynamic.length === 0) return (env) => new Attrs(shape, fill(env, env), places)
  const overrides = names.indexOf(known.overrides)
  return (env) => {
    const innerEnv = recursive ? fillRecursive(env) : env
    const values = recursive ? (innerEnv.slice(1) as Slot[]) : fill(env, env)
    let attrs = new Attrs(shape, values, places)
    if (recursive && overrides >= 0) attrs = override(attrs, overrides, names, innerEnv)
    return dynamic.length === 0 ? attrs : addDynamic(attrs, dynamic, innerEnv, self)
  }
}

const noSlots: readonly Slot[] = []

export function sourcesOf(sources: readonly Delay[]): (env: Env) => readonly Slot[] {
  return sources.length === 0 ? () => noSlots : (env) => sources.map((source) => source(env))
}

/** The old way to change a recursive set: what `__overrides` holds takes the place of what is bound. */
function override(attrs: Attrs, index: number, names: readonly SymbolId[], env: Env): Attrs {
  const over = expectAttrs(attrs.values[index]!, 'while evaluating the `__overrides` attribute')
  const entries = new Map<SymbolId, Entry>()
  attrs.shape.symbols.forEach((name, at) => {
    entries.set(name, { name, value: attrs.values[at]!, place: attrPlace(attrs, at) })
  })
  over.shape.symbols.forEach((name, at) => {
    const value = over.values[at]!
    const bound = names.indexOf(name)
    if (bound >= 0) env[bound + 1] = value
    entries.set(name, { name, value, place: attrPlace(over, at) })
  })
  return attrsOf([...entries.values()], ownPlace(attrs))
}

function addDynamic(attrs: Attrs, dynamic: readonly Dynamic[], env: Env, self: number): Attrs {
  const entries = new Map<SymbolId, Entry>()
  attrs.shape.symbols.forEach((name, at) => {
    entries.set(name, { name, value: attrs.values[at]!, place: attrPlace(attrs, at) })
  })
  for (const { key, delay, place } of dynamic) {
    const name = key(env)
    if (name === undefined) continue
    const existing = entries.get(name)
    if (existing)
      throw new NixError(
        'eval',
        `dynamic attribute '${shownSymbol(name)}' already defined at ${showPlace(existing.place ?? 0)}`,
        place,
      )
    entries.set(name, { name, value: delay(env), place })
  }
  return attrsOf([...entries.values()], self)
}
