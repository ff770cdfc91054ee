import { attrPlace, attrsOf, type Entry, ownPlace, placeList } from '../attrs.ts'
import { type Delay, type Env, emptyEnv, type Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectAttrs } from '../expect.ts'
import { showPlace } from '../places.ts'
import { type Shape, shapeOf } from '../shapes.ts'
import { known, type SymbolId, shownSymbol } from '../symbols.ts'
import { Attrs, type Places, type Slot } from '../values.ts'
import { type Bindings, compileBindings } from './bound.ts'
import { type DynamicKey, keyOfBinding } from './keys.ts'
import { placeAt, type Unit } from './unit.ts'

interface Dynamic {
  readonly key: DynamicKey
  readonly delay: Delay
  readonly place: number
}

/** An attribute set to its value. */
export function runSet(unit: Unit, node: number, recursive: boolean): Run {
  const { words } = unit
  const bindings = compileBindings(unit, node + 1, recursive)
  const { names, end } = bindings
  const self = placeAt(unit, end)
  const dynamic: Dynamic[] = []
  for (let left = words[end + 1]!, at = end + 2; left > 0; left--, at += 3)
    dynamic.push({
      key: keyOfBinding(unit, words[at]!),
      delay: unit.delay(words[at + 1]!),
      place: placeAt(unit, at + 2),
    })
  const shape = shapeOf(names)
  return runFilled({
    recursive,
    bindings,
    shape,
    places: placeList(shape, bindings.places, self),
    self,
    dynamic,
  })
}

interface SetCode {
  readonly recursive: boolean
  readonly bindings: Bindings
  readonly shape: Shape
  readonly places: Places
  readonly self: number
  readonly dynamic: readonly Dynamic[]
}

function runFilled({ recursive, bindings, shape, places, self, dynamic }: SetCode): Run {
  const { make, sources: makeSources, names } = bindings
  const size = make.length
  const fill = (innerEnv: Env, env: Env): Slot[] => {
    const from = makeSources(innerEnv)
    const values = new Array<Slot>(size)
    for (let index = 0; index < size; index++) values[index] = make[index]!(innerEnv, env, from)
    return values
  }
  const empty = emptyEnv(size)
  const fillRecursive = (env: Env): Env => {
    const innerEnv = empty.slice()
    innerEnv[0] = env
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
