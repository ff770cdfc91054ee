import { disabledFeature } from '../experimental.ts'
import { base32Length, decodeBase32 } from './base32.ts'
import { StoreError } from './error.ts'
import { digestSize, type Hash, type HashAlgorithm, type HashFormat } from './hash.ts'

/** The algorithm of this name, or a {@link StoreError}. */
export function hashAlgorithm(name: string): HashAlgorithm {
  if (Object.hasOwn(digestSize, name)) return name as HashAlgorithm
  if (name === 'blake3') throw new StoreError(disabledFeature('blake3-hashes'))
  throw new StoreError(
    `unknown hash algorithm '${name}', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'`,
  )
}

/** The format of this name, as `builtins.convertHash` takes it, or a {@link StoreError}. */
export function hashFormat(name: string): HashFormat {
  if (name === 'base16' || name === 'nix32' || name === 'base64' || name === 'sri') return name
  if (name === 'base32') return 'nix32'
  throw new StoreError(`unknown hash format '${name}', expect 'base16', 'base32', 'base64', or 'sri'`)
}

/**
 * A hash in any of the ways Nix reads one: `<algorithm>-<base64>`, `<algorithm>:<digits>`, or bare digits where
 * `algorithm` is known. Which base bare digits have follows from how many they are.
 */
export function parseHash(text: string, algorithm?: HashAlgorithm): Hash {
  const colon = text.indexOf(':')
  const at = colon >= 0 ? colon : text.indexOf('-')
  const named = at >= 0 ? hashAlgorithm(text.slice(0, at)) : undefined
  const known = named ?? algorithm
  if (known === undefined)
    throw new StoreError(
      `hash '${text}' does not include a type, nor is the type otherwise known from context`,
    )
  if (algorithm !== undefined && known !== algorithm)
    throw new StoreError(`hash '${text}' should have type '${algorithm}'`)
  const rest = text.slice(at + 1)
  return at >= 0 && colon < 0 ? decode(rest, known, 'SRI') : decode(rest, known, encodingOf(rest, known))
}

type Encoding = 'base16' | 'nix32' | 'Base64' | 'SRI'

function encodingOf(digits: string, algorithm: HashAlgorithm): Encoding {
  const size = digestSize[algorithm]
  if (digits.length === size * 2) return 'base16'
  if (digits.length === base32Length(size)) return 'nix32'
  if (digits.length === Math.ceil(size / 3) * 4) return 'Base64'
  throw new StoreError(`hash '${digits}' has wrong length for hash algorithm '${algorithm}'`)
}

function decode(digits: string, algorithm: HashAlgorithm, encoding: Encoding): Hash {
  const size = digestSize[algorithm]
  const digest =
    encoding === 'base16'
      ? decodeBase16(digits)
      : encoding === 'nix32'
        ? decodeBase32(digits)
        : decodeBase64(digits)
  if (digest.length !== size)
    throw new StoreError(
      `invalid ${encoding} hash '${digits}', length ${digest.length} != expected length ${size}`,
    )
  return { algorithm, digest }
}

function decodeBase16(digits: string): Uint8Array {
  const wrong = /[^0-9a-fA-F]/.exec(digits)
  if (wrong) throw new StoreError(`invalid character in Base16 string: '${wrong[0]}'`)
  return Buffer.from(digits, 'hex')
}

/** As Nix does: what follows the first `=` is not read, and padding may be missing. */
function decodeBase64(digits: string): Uint8Array {
  const [read = ''] = digits.split('=', 1)
  const wrong = /[^A-Za-z0-9+/\n]/.exec(read)
  if (wrong) throw new StoreError(`invalid character in Base64 string: '${wrong[0]}'`)
  return Buffer.from(read, 'base64')
}
