import type { ByteString } from './bytes.ts'

/** A package's name, and its version: what follows the first dash that no letter follows. */
export function parseDrvName(text: ByteString): { readonly name: ByteString; readonly version: ByteString } {
  const dash = /-[^A-Za-z]/.exec(text)
  if (dash === null) return { name: text, version: '' }
  return { name: text.slice(0, dash.index), version: text.slice(dash.index + 1) }
}

/** The parts of a version: runs of digits, and runs of anything else; dots and dashes only divide. */
export function splitVersion(version: ByteString): readonly ByteString[] {
  return version.match(/[0-9]+|[^0-9.-]+/g) ?? []
}

/** Which version is older: -1 if `one` is, 1 if `other` is, 0 if neither. */
export function compareVersions(one: ByteString, other: ByteString): -1 | 0 | 1 {
  const ones = splitVersion(one)
  const others = splitVersion(other)
  for (let n = 0; n < ones.length || n < others.length; n++) {
    const a = ones[n] ?? ''
    const b = others[n] ?? ''
    if (older(a, b)) return -1
    if (older(b, a)) return 1
  }
  return 0
}

/** Numbers count as numbers and above all else, no part below a number, `pre` below everything. */
function older(a: ByteString, b: ByteString): boolean {
  const [m, n] = [numberOf(a), numberOf(b)]
  if (m !== undefined && n !== undefined) return m < n
  if (a === '' && n !== undefined) return true
  if (a === 'pre' && b !== 'pre') return true
  if (b === 'pre') return false
  if (n !== undefined) return true
  if (m !== undefined) return false
  return a < b
}

const highest = 2 ** 31 - 1

/** Beyond 31 bits, digits are compared as text. */
function numberOf(part: ByteString): number | undefined {
  const value = /^[0-9]+$/.test(part) ? Number(part) : undefined
  return value === undefined || value > highest ? undefined : value
}
