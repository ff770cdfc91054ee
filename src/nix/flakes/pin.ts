import type { ByteString } from '../bytes.ts'
import { type Hash, parseHash, StoreError } from '../store/index.ts'
import { FlakeError } from './error.ts'

/** The hash that pins a source, as a lock file or an argument writes it. */
export function pinOf(narHash: ByteString): Hash {
  try {
    return parseHash(narHash)
  } catch (error) {
    if (error instanceof StoreError) throw new FlakeError(error.message)
    throw error
  }
}
