import { characterClass, collatingElement } from './classes.ts'
import type { ByteSet } from './syntax.ts'

/**
 * Reads a bracket expression from behind its `[`. A backslash is a character like others. Where it is not one Nix
 * takes, `fail` is called.
 */
export function readBracket(
  pattern: string,
  from: number,
  fail: () => never,
): { readonly set: ByteSet; readonly end: number } {
  const set = new Uint8Array(256)
  let at = from
  const negated = pattern[at] === '^'
  if (negated) at++

  /** What was read last: a character that may start a range, something that may not, or a finished range. */
  let last: number | 'class' | undefined
  const push = (byte: number) => {
    set[byte] = 1
    last = byte
  }
  /** Bytes from 0x80 on are negative there, and so come before ASCII. */
  const range = (low: number, high: number) => {
    if (signed(low) > signed(high)) fail()
    for (let byte = signed(low); byte <= signed(high); byte++) set[byte & 255] = 1
    last = undefined
  }
  const named = (kind: string): string => {
    const end = pattern.indexOf(kind, at)
    if (end < 0 || pattern[end + 1] !== ']') fail()
    const name = pattern.slice(at, end)
    at = end + 2
    return name
  }
  const plain = (character: string | undefined) =>
    character !== undefined &&
    character !== '-' &&
    character !== ']' &&
    !(character === '[' && /[.:=]/.test(pattern[at + 1] ?? ''))

  for (let first = true; ; first = false) {
    const character = pattern[at++]
    if (character === undefined) fail()
    if (character === ']' && !first) break
    if (character === '[') {
      const kind = pattern[at]
      if (kind === undefined) fail()
      if (kind === '.' || kind === ':' || kind === '=') {
        at++
        const name = named(kind)
        if (kind === ':') {
          const members = characterClass(name) ?? fail()
          for (let byte = 0; byte < 256; byte++) set[byte]! |= members[byte]!
          last = 'class'
        } else {
          const byte = (collatingElement(name) ?? fail()).charCodeAt(0)
          if (kind === '.') push(byte)
          else {
            for (let other = 0; other < 256; other++) if (lowerCase(other) === lowerCase(byte)) set[other] = 1
            last = 'class'
          }
        }
        continue
      }
    }
    if (character !== '-' || first) {
      push(character!.charCodeAt(0))
      continue
    }
    if (pattern[at] === ']') {
      at++
      push('-'.charCodeAt(0))
      break
    }
    if (typeof last !== 'number') fail()
    const high = pattern[at]
    if (high === '-' || plain(high)) {
      range(last as number, high!.charCodeAt(0))
      at++
    } else fail()
  }
  if (negated) for (let byte = 0; byte < 256; byte++) set[byte]! ^= 1
  return { set, end: at }
}

function signed(byte: number): number {
  return byte < 128 ? byte : byte - 256
}

function lowerCase(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}
