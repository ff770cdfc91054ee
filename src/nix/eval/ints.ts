/** Integers of 64 bits with sign: numbers where they are safe, bigints elsewhere. */
export type Int = number | bigint

const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/** The integer as this evaluator keeps it. */
export function intOf(value: bigint): Int {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** The sum, or nothing if 64 bits cannot hold it. */
export function addInts(a: Int, b: Int): Int | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return checked(BigInt(a) + BigInt(b))
}

export function subtractInts(a: Int, b: Int): Int | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return checked(BigInt(a) - BigInt(b))
}

export function multiplyInts(a: Int, b: Int): Int | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    // Adding nothing makes 0 of -0.
    if (Number.isSafeInteger(product)) return product + 0
  }
  return checked(BigInt(a) * BigInt(b))
}

/** The quotient without its fraction. The divisor is not 0. */
export function divideInts(a: Int, b: Int): Int | undefined {
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0
  return checked(BigInt(a) / BigInt(b))
}

function checked(value: bigint): Int | undefined {
  return value < lowest || value > highest ? undefined : intOf(value)
}

export function bitwise(a: Int, b: Int, operation: (a: bigint, b: bigint) => bigint): Int {
  return intOf(BigInt.asIntN(64, operation(BigInt(a), BigInt(b))))
}
