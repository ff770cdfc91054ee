import { NixSyntaxError } from './error.ts'

const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n
const smallestNormal = 2.2250738585072014e-308

/** The integer as Nix holds it, or a {@link NixSyntaxError}: 64 bits, and no number that JavaScript has rounded. */
export function literalInt(value: number | bigint): bigint {
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new NixSyntaxError(`${value} is not an integer`)
  const integer = BigInt(value)
  if (integer < lowest || integer > highest)
    throw new NixSyntaxError(`${integer} does not fit the 64 bits of a Nix integer`)
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new NixSyntaxError(
      `${value} is beyond what a number holds exactly; write it as a bigint, ${integer}n`,
    )
  return integer
}

/** The number, or a {@link NixSyntaxError} if Nix has no expression for it. */
export function finiteFloat(value: number): number {
  if (!Number.isFinite(value)) throw new NixSyntaxError(`Nix has no number ${value}`)
  if (Object.is(value, -0)) throw new NixSyntaxError('Nix has no number -0; write 0')
  return value
}

/** Whether Nix refuses the literal of this number although it can hold the number. */
export function subnormalFloat(value: number): boolean {
  return value !== 0 && Math.abs(value) < smallestNormal
}

/**
 * The shortest literal that Nix reads back as the same number. A literal needs its dot: Nix reads `1e5` as `1`
 * applied to `e5`.
 */
export function floatLiteral(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e')
  const dotted = mantissa.includes('.') ? mantissa : `${mantissa}.0`
  return exponent === undefined ? dotted : `${dotted}e${exponent.replace('+', '')}`
}
