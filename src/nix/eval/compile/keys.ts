import { staticName } from '../../parse/static-names.ts'
import type { AttrKey, Expression } from '../../syntax.ts'
import type { Env, Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { expectPlainString } from '../expect.ts'
import { showExpression } from '../show-expression.ts'
import { type SymbolId, shownSymbol, symbol } from '../symbols.ts'
import { innerPlace } from './inner-place.ts'
import type { Scope } from './scope.ts'
import type { Key } from './select.ts'
import { runStringParts } from './strings.ts'
import { placeIn, type Unit } from './unit.ts'

/** A key of a path to its name, or to code that yields its symbol as an integer. */
export function compileKey(unit: Unit, key: AttrKey, scope: Scope | undefined): Key {
  const name = staticName(key)
  if (name !== undefined) return symbol(name)
  const run = runKey(unit, key, scope)
  const place = keyPlace(unit, key)
  return (env) => symbol(expectPlainString(run(env), 'while evaluating an attribute name', place))
}

function runKey(unit: Unit, key: AttrKey, scope: Scope | undefined): Run {
  if (key.kind === 'interpolation') return unit.run(key.expression, scope)
  return key.kind === 'string' ? runStringParts(unit, key.parts, scope, placeIn(unit, key)) : () => key.name
}

function keyPlace(unit: Unit, key: AttrKey): number {
  return key.kind === 'interpolation' ? innerPlace(unit, key.expression) : placeIn(unit, key)
}

/** The name that is bound, or nothing if it is null. */
export type DynamicKey = (env: Env) => SymbolId | undefined

export function keyOfBinding(unit: Unit, key: AttrKey, scope: Scope | undefined, place: number): DynamicKey {
  const name = staticName(key)
  if (name !== undefined) {
    const id = symbol(name)
    return () => id
  }
  const run = runKey(unit, key, scope)
  return (env) => {
    const value = run(env)
    if (value === null) return undefined
    return symbol(expectPlainString(value, 'while evaluating the name of a dynamic attribute', place))
  }
}

/** The first keys of a path as traces show them. Where all are names, what is written is not kept. */
export function pathShower(
  path: readonly AttrKey[],
  compiled: readonly Key[],
): (env: Env, count: number) => string {
  const written = compiled.every((key) => typeof key === 'number') ? [] : path
  return showerOf(written, compiled)
}

function showerOf(
  written: readonly AttrKey[],
  compiled: readonly Key[],
): (env: Env, count: number) => string {
  return (env, count) => showPath(written, compiled, env, count)
}

/** Those that cannot be computed as they are written. */
function showPath(keys: readonly AttrKey[], compiled: readonly Key[], env: Env, count: number): string {
  return compiled
    .slice(0, count)
    .map((key, index) => {
      try {
        return shownSymbol(typeof key === 'number' ? key : (key(env) as number))
      } catch (error) {
        if (error instanceof NixError) return `"\${${showKey(keys[index]!)}}"`
        throw error
      }
    })
    .join('.')
}

function showKey(key: AttrKey): string {
  return showExpression(key.kind === 'interpolation' ? key.expression : (key as Expression))
}
