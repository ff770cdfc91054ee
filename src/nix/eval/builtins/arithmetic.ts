import { showFloat } from '../../float-text.ts'
import { lessThan } from '../compare.ts'
import { NixError } from '../errors.ts'
import { expectFloat, expectInt } from '../expect.ts'
import { force } from '../force.ts'
import { addInts, bitwise, divideInts, type Int, intOf, multiplyInts, subtractInts } from '../ints.ts'
import { Float, PrimOp, type Slot, type Value } from '../values.ts'

interface Operation {
  readonly ints: (a: Int, b: Int) => Int | undefined
  readonly floats: (a: number, b: number) => number
  /** What the two operands are in traces. */
  readonly why: readonly [string, string]
  /** In the message of an overflow. */
  readonly doing: string
  readonly sign: string
}

function compute(one: Slot, other: Slot, operation: Operation): Value {
  const a = force(one)
  const b = force(other)
  if (typeof a === 'number' && typeof b === 'number') {
    const result = operation.ints(a, b)
    if (result !== undefined) return result
  }
  const [first, second] = operation.why
  if (a instanceof Float || b instanceof Float)
    return new Float(operation.floats(expectFloat(a, first), expectFloat(b, second)))
  const left = expectInt(a, first)
  const right = expectInt(b, second)
  const result = operation.ints(left, right)
  if (result !== undefined) return result
  throw new NixError('eval', `integer overflow in ${operation.doing} ${left} ${operation.sign} ${right}`)
}

const addition: Operation = {
  ints: addInts,
  floats: (a, b) => a + b,
  why: [
    'while evaluating the first argument of the addition',
    'while evaluating the second argument of the addition',
  ],
  doing: 'adding',
  sign: '+',
}
const subtraction: Operation = {
  ints: subtractInts,
  floats: (a, b) => a - b,
  why: [
    'while evaluating the first argument of the subtraction',
    'while evaluating the second argument of the subtraction',
  ],
  doing: 'subtracting',
  sign: '-',
}
const multiplication: Operation = {
  ints: multiplyInts,
  floats: (a, b) => a * b,
  why: [
    'while evaluating the first argument of the multiplication',
    'while evaluating the second argument of the multiplication',
  ],
  doing: 'multiplying',
  sign: '*',
}
const floatMultiplication: Operation = {
  ...multiplication,
  why: ['while evaluating the first of the multiplication', multiplication.why[1]],
}
const division: Operation = {
  ints: divideInts,
  floats: (a, b) => a / b,
  why: [
    'while evaluating the first operand of the division',
    'while evaluating the second operand of the division',
  ],
  doing: 'dividing',
  sign: '/',
}

function multiply(one: Slot, other: Slot): Value {
  const a = force(one)
  const b = force(other)
  const isFloat = a instanceof Float || b instanceof Float
  return compute(a, b, isFloat ? floatMultiplication : multiplication)
}

function divide(one: Slot, other: Slot): Value {
  force(one)
  if (expectFloat(other, division.why[1]) === 0) throw new NixError('eval', 'division by zero')
  return compute(one, other, division)
}

/** Whether JavaScript's own operators on bits, which take 32, have room for the integer. */
function fits32(value: Int): value is number {
  return typeof value === 'number' && value === (value | 0)
}

function bits(
  name: string,
  small: (a: number, b: number) => number,
  operation: (a: bigint, b: bigint) => bigint,
): PrimOp {
  const first = `while evaluating the first argument passed to builtins.${name}`
  const second = `while evaluating the second argument passed to builtins.${name}`
  return new PrimOp(name, 2, (one: Slot, other: Slot) => {
    const a = expectInt(one, first)
    const b = expectInt(other, second)
    return fits32(a) && fits32(b) ? small(a, b) : bitwise(a, b, operation)
  })
}

const beyond = 2 ** 63

function rounded(name: 'ceil' | 'floor'): PrimOp {
  return new PrimOp(name, 1, (slot: Slot) => {
    const number = expectFloat(slot, `while evaluating the first argument passed to builtins.${name}`)
    const value = force(slot)
    const result = Math[name](number)
    const inRange = result >= -beyond && result < beyond
    if (value instanceof Float) {
      if (inRange) return intOf(BigInt(result))
      throw new NixError('eval', `NixFloat argument ${showFloat(number)} is not in the range of NixInt`)
    }
    const exact = value as Int
    const reported = inRange ? BigInt(result) : undefined
    if (reported !== undefined && reported === BigInt(exact)) return exact
    const bug = 'Due to a bug (see https://github.com/NixOS/nix/issues/12899) '
    throw new NixError(
      'eval',
      reported === undefined
        ? `${bug}the NixInt argument ${exact} caused undefined behavior in previous Nix versions.\n\tFuture Nix versions might implement the correct behavior.`
        : `${bug}a loss of precision occurred in previous Nix versions because the NixInt argument ${exact} was rounded to ${reported}.\n\tFuture Nix versions might implement the correct behavior.`,
    )
  })
}

/** Numbers. */
export const arithmeticBuiltins: readonly PrimOp[] = [
  new PrimOp('add', 2, (one: Slot, other: Slot) => compute(one, other, addition)),
  new PrimOp('sub', 2, (one: Slot, other: Slot) => compute(one, other, subtraction)),
  new PrimOp('mul', 2, multiply),
  new PrimOp('div', 2, divide),
  bits(
    'bitAnd',
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  bits(
    'bitOr',
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  bits(
    'bitXor',
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
  new PrimOp('lessThan', 2, (one: Slot, other: Slot) => {
    const left = force(one)
    return lessThan(left, force(other))
  }),
  rounded('ceil'),
  rounded('floor'),
]
