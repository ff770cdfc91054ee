/**
 * Text as Nix holds it: bytes. Each character of the string is one byte (U+0000 to U+00FF), most often of UTF-8.
 *
 * JavaScript keeps such a string at one byte per character, compares it in the order of its bytes (which is the order
 * of Nix's sets and strings) and hands it to hashes without decoding. Text of ASCII is the same either way.
 */
export type ByteString = string

const beyondAscii = /[^\0-\x7f]/

/** The UTF-8 of a JavaScript string. A lone surrogate becomes U+FFFD. */
export function toBytes(text: string): ByteString {
  return beyondAscii.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** The JavaScript string of which `bytes` is the UTF-8; what is not UTF-8 becomes U+FFFD. */
export function fromBytes(bytes: ByteString): string {
  return beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
}

/** One byte of memory for each character. */
export function bufferOf(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1')
}
