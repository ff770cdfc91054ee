import { createHash, hash as oneShot } from 'node:crypto'
import type { ByteString } from '../bytes.ts'
import { encodeBase32 } from './base32.ts'

export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512'

/** Bytes of a digest. */
export const digestSize: Readonly<Record<HashAlgorithm, number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha512: 64,
}

export interface Hash {
  readonly algorithm: HashAlgorithm
  readonly digest: Uint8Array
}

/** How a hash is written. `sri` names the algorithm: `sha256-<base64>`. */
export type HashFormat = 'base16' | 'nix32' | 'base64' | 'sri'

/** The hash of some bytes. */
export function hashBytes(algorithm: HashAlgorithm, bytes: ByteString | Uint8Array): Hash {
  const data = typeof bytes === 'string' ? inScratch(bytes) : bytes
  return { algorithm, digest: oneShot(algorithm, data, 'buffer') }
}

let scratch = Buffer.allocUnsafeSlow(2 ** 16)

/** The bytes in memory that the next text is written to again. */
function inScratch(text: ByteString): Uint8Array {
  if (text.length > scratch.length) scratch = Buffer.allocUnsafeSlow(2 * text.length)
  return scratch.subarray(0, scratch.write(text, 'latin1'))
}

/** SHA-256 in base 16. */
export function sha256Hex(bytes: ByteString): string {
  return oneShot('sha256', inScratch(bytes), 'hex')
}

/** Where bytes go to be hashed piece by piece. */
export interface HashSink {
  readonly write: (bytes: Uint8Array) => void
  readonly finish: () => Hash
}

export function hashSink(algorithm: HashAlgorithm): HashSink {
  const hash = createHash(algorithm)
  return { write: (bytes) => void hash.update(bytes), finish: () => ({ algorithm, digest: hash.digest() }) }
}

export function base16(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** The digest alone; with `sri`, the algorithm in front. */
export function formatHash(hash: Hash, format: HashFormat): string {
  switch (format) {
    case 'base16':
      return base16(hash.digest)
    case 'nix32':
      return encodeBase32(hash.digest)
    case 'base64':
      return Buffer.from(hash.digest).toString('base64')
    case 'sri':
      return `${hash.algorithm}-${Buffer.from(hash.digest).toString('base64')}`
  }
}

/** The digest made `size` bytes long: what is left over is folded in with exclusive or. */
export function foldDigest(digest: Uint8Array, size: number): Uint8Array {
  const folded = new Uint8Array(size)
  for (let at = 0; at < digest.length; at++) folded[at % size]! ^= digest[at]!
  return folded
}
