import type { Env } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectPlainString } from '../expect.ts'
import { type SymbolId, shownSymbol, symbol } from '../symbols.ts'
import { showWritten } from './control.ts'
import type { Key } from './select.ts'
import { countedAt, placeAt, type Unit } from './unit.ts'

/** The keys of a path, of which the count stands at an index. A name is its symbol, all else code that yields it. */
export function keysAt(unit: Unit, at: number): Key[] {
  return Array.from(countedAt(unit, at), (key) => (key >= 0 ? key : computedKey(unit, ~key)))
}

function computedKey(unit: Unit, node: number): Key {
  const run = unit.run(unit.words[node + 1]!)
  const place = placeAt(unit, node + 2)
  return (env) => symbol(expectPlainString(run(env), 'while evaluating an attribute name', place))
}

/** The name that is bound, or nothing if it is null. */
export type DynamicKey = (env: Env) => SymbolId | undefined

export function keyOfBinding(unit: Unit, key: number): DynamicKey {
  if (key >= 0) return () => key
  const run = unit.run(unit.words[~key + 1]!)
  const place = placeAt(unit, ~key + 2)
  return (env) => {
    const value = run(env)
    if (value === null) return undefined
    return symbol(expectPlainString(value, 'while evaluating the name of a dynamic attribute', place))
  }
}

/** The first keys of the path at an index as traces show them; those that cannot be computed as they are written. */
export function showPath(unit: Unit, at: number, keys: readonly Key[], env: Env, count: number): string {
  return keys
    .slice(0, count)
    .map((key, index) => {
      try {
        return shownSymbol(typeof key === 'number' ? key : (key(env) as number))
      } catch (error) {
        if (error instanceof NixError) return `"\${${showKey(unit, ~unit.words[at + 1 + index]!)}}"`
        throw error
      }
    })
    .join('.')
}

function showKey(unit: Unit, node: number): string {
  return showWritten(unit, unit.words[node + 3]!, unit.words[node + 4]!)
}
