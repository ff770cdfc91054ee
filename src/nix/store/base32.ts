import { StoreError } from './error.ts'

/** Nix's digits: no e, o, u or t, so that no hash spells a word. */
const digits = '0123456789abcdfghijklmnpqrsvwxyz'

const values = new Int8Array(256).fill(-1)
for (let value = 0; value < digits.length; value++) values[digits.charCodeAt(value)] = value

/** How many digits a hash of `bytes` bytes has. */
export function base32Length(bytes: number): number {
  return Math.ceil((bytes * 8) / 5)
}

/** Nix's base 32: digits of five bits, the last of the bytes first. */
export function encodeBase32(bytes: Uint8Array): string {
  const codes: number[] = []
  for (let n = base32Length(bytes.length) - 1; n >= 0; n--) {
    const bit = n * 5
    const at = bit >> 3
    const shift = bit & 7
    const next = at + 1 < bytes.length ? bytes[at + 1]! << (8 - shift) : 0
    codes.push(digits.charCodeAt(((bytes[at]! >> shift) | next) & 31))
  }
  return String.fromCharCode(...codes)
}

/**
 * The bytes of which `text` is Nix's base 32, as many as the digits need: one more than expected where the spare bits
 * of the first digit are set.
 */
export function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = []
  for (let n = 0; n < text.length; n++) {
    const character = text[text.length - 1 - n]!
    const value = values[character.charCodeAt(0)] ?? -1
    if (value < 0)
      throw new StoreError(`invalid character in Nix32 (Nix's Base32 variation) string: '${character}'`)
    const bit = n * 5
    const at = bit >> 3
    const shift = bit & 7
    bytes[at] = (bytes[at] ?? 0) | ((value << shift) & 255)
    if (value >> (8 - shift)) bytes[at + 1] = value >> (8 - shift)
  }
  return Uint8Array.from(bytes, (byte) => byte ?? 0)
}
