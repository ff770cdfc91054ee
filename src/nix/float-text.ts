/**
 * Floats as Nix writes them. There are three ways: six significant digits where values are shown, six decimals in
 * `toString`, and digits enough to read the same number back in JSON.
 */

/** As `nix-instantiate --eval` and `toXML` show it: C's `%g`. */
export function showFloat(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return zeroOrNone(value, '0')
  const sign = value < 0 ? '-' : ''
  const [digits, exponent] = significantDigits(Math.abs(value), 6)
  const trimmed = digits.replace(/0+$/, '')
  if (exponent < -4 || exponent >= 6) return sign + withExponent(trimmed, exponent)
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${trimmed}`
  const whole = trimmed.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = trimmed.slice(exponent + 1)
  return sign + (fraction === '' ? whole : `${whole}.${fraction}`)
}

/** As `toString` writes it: C's `%f`. */
export function floatToString(value: number): string {
  if (!Number.isFinite(value)) return zeroOrNone(value, '')
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`
  if (Object.is(value, -0)) return '-0.000000'
  // Exactly between two texts: C takes the even digit, JavaScript the one further from zero.
  const between = Number.isInteger(value * 128) && !Number.isInteger(value * 64)
  const text = value.toFixed(6)
  if (!between) return text
  const exact = value.toFixed(7)
  const cut = exact.slice(0, -1)
  return Number(cut.at(-1)) % 2 === 0 ? cut : text
}

/**
 * As `toJSON` writes it: the shortest text that reads back as the same number. Nix's library misses the shortest for
 * about one in a thousand numbers of 17 digits; this does not follow it there.
 */
export function jsonFloat(value: number): string {
  if (!Number.isFinite(value)) return 'null'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const sign = value < 0 ? '-' : ''
  const [mantissa = '', power] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  // Where the point stands, counted from the first digit.
  const point = Number(power) + 1
  if (digits.length <= point && point <= 15) return `${sign}${digits.padEnd(point, '0')}.0`
  if (point > 0 && point <= 15) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
  if (point > -4 && point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + withExponent(digits, point - 1)
}

function zeroOrNone(value: number, zero: string): string {
  // What x86 makes of an undefined result has its sign set, and C prints it.
  if (Number.isNaN(value)) return '-nan'
  if (value === 0) return Object.is(value, -0) ? `-${zero}` : zero
  return value > 0 ? 'inf' : '-inf'
}

function withExponent(digits: string, exponent: number): string {
  const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${power}`
}

/** The first digits of a positive number, rounded as C does, and the power of ten of the first. */
function significantDigits(value: number, count: number): readonly [digits: string, exponent: number] {
  const [exactMantissa = ''] = value.toExponential(100).split('e')
  const between = /^50*$/.test(exactMantissa.replace('.', '').slice(count))
  const [mantissa = '', power] = value.toExponential(count - 1).split('e')
  const digits = mantissa.replace('.', '')
  if (!between || Number(digits.at(-1)) % 2 === 0) return [digits, Number(power)]
  // JavaScript rounded up to an odd digit; its predecessor is even and needs no carry.
  return [digits.slice(0, -1) + (Number(digits.at(-1)) - 1), Number(power)]
}
