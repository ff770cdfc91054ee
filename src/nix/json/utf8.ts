import type { ByteString } from '../bytes.ts'

/**
 * The end of the UTF-8 sequence that starts at `at`, or, encoded as a negative number for {@link ill}, where the first
 * byte ends that does not belong there.
 */
export function scanUtf8(text: ByteString, at: number): number {
  const first = text.charCodeAt(at)
  if (first < 0x80) return at + 1
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0
  if (length === 0) return -(at + 1) - 1
  for (let n = 1; n < length; n++) {
    const byte = text.charCodeAt(at + n)
    const low = n > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
    const high = n > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
    if (!(byte >= low && byte <= high)) return -(at + n + 1) - 1
  }
  return at + length
}

export function ill(end: number): number {
  return -end - 1
}
