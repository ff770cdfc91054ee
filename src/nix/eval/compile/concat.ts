import type { Env, Run } from '../code.ts'
import { coerceToString, newSink, stringWith } from '../coerce.ts'
import { noContext } from '../context.ts'
import { NixError } from '../errors.ts'
import { addInts, type Int } from '../ints.ts'
import type { ContextSink, Machine } from '../machine.ts'
import { canonicalPath } from '../paths.ts'
import { showType } from '../show-type.ts'
import { Float, Path, textOf, type Value } from '../values.ts'

export interface Part {
  readonly run: Run
  /** Where a wrong value is told. */
  readonly place: number
  /** Of the expression itself. */
  readonly inner: number
}

const operand = "in an operand of '+'"
const segment = 'while evaluating a path segment'
/** Whether a path is copied to the store, or is only its name. */
const copying = { why: segment, copy: true }
const naming = { why: segment, copy: false }

/** `a + b`, and strings and paths with interpolations. What the first part is decides what comes out. */
export function runConcatenation(
  machine: Machine,
  parts: readonly Part[],
  isString: boolean,
  place: number,
): Run {
  return (env) => {
    const first = runPart(parts[0]!, env)
    if (!isString) {
      if (typeof first === 'number' || typeof first === 'bigint') return addAll(first, parts, env)
      if (first instanceof Float) return addFloats(first.value, parts, 1, env)
    }
    const isPath = !isString && first instanceof Path
    // A set that stands for a path copies nothing either.
    const coercion = isString || textOf(first) !== undefined ? copying : naming
    // Most are of plain strings alone.
    let sink: ContextSink | undefined
    let text = ''
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]!
      const value = index === 0 ? first : runPart(part, env)
      if (typeof value === 'string') text += value
      else {
        sink ??= newSink()
        text += coerceToString(machine, value, sink, coercion, part.place)
      }
    }
    if (sink === undefined) return text
    if (!isPath) return stringWith(text, sink)
    if (sink.context !== noContext)
      throw new NixError('eval', 'a string that refers to a store path cannot be appended to a path', place)
    return new Path(canonicalPath(text))
  }
}

function runPart(part: Part, env: Env): Value {
  try {
    return part.run(env)
  } catch (error) {
    if (error instanceof NixError) error.trace(operand, part.inner)
    throw error
  }
}

function addAll(first: Int, parts: readonly Part[], env: Env): Value {
  let sum = first
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index]!
    const value = runPart(part, env)
    if (value instanceof Float) return addFloats(Number(sum) + value.value, parts, index + 1, env)
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw new NixError('eval', `cannot add ${showType(value)} to an integer`, part.place)
    const next = addInts(sum, value)
    if (next === undefined)
      throw new NixError('eval', `integer overflow in adding ${sum} + ${value}`, part.place)
    sum = next
  }
  return sum
}

function addFloats(first: number, parts: readonly Part[], from: number, env: Env): Value {
  let sum = first
  for (let index = from; index < parts.length; index++) {
    const part = parts[index]!
    const value = runPart(part, env)
    if (value instanceof Float) sum += value.value
    else if (typeof value === 'number' || typeof value === 'bigint') sum += Number(value)
    else throw new NixError('eval', `cannot add ${showType(value)} to a float`, part.place)
  }
  return new Float(sum)
}
