import { attrsOf, emptyAttrs } from '../attrs.ts'
import { NixError } from '../errors.ts'
import { force } from '../force.ts'
import {
  Attrs,
  ContextString,
  Float,
  isFunction,
  Lambda,
  Path,
  PrimOp,
  type Slot,
  type Value,
} from '../values.ts'

function typeName(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string' || value instanceof ContextString) return 'string'
  if (value instanceof Float) return 'float'
  if (value instanceof Path) return 'path'
  if (value instanceof Attrs) return 'set'
  return isFunction(value) ? 'lambda' : 'list'
}

function test(name: string, type: string): PrimOp {
  return new PrimOp(name, 1, (value: Slot) => typeName(force(value)) === type)
}

/** What a value is. */
export const typeBuiltins: readonly PrimOp[] = [
  new PrimOp('typeOf', 1, (value: Slot) => typeName(force(value))),
  test('isNull', 'null'),
  test('isFunction', 'lambda'),
  test('isInt', 'int'),
  test('isFloat', 'float'),
  test('isString', 'string'),
  test('isBool', 'bool'),
  test('isPath', 'path'),
  test('isAttrs', 'set'),
  test('isList', 'list'),
  new PrimOp('functionArgs', 1, functionArgs),
]

function functionArgs(slot: Slot): Value {
  const value = force(slot)
  if (!isFunction(value)) throw new NixError('type', "'functionArgs' requires a function")
  if (!(value instanceof Lambda) || value.code.formals === undefined) return emptyAttrs
  const { formals } = value.code.formals
  return attrsOf(formals.map(({ name, place, fallback }) => ({ name, value: fallback !== undefined, place })))
}
