import type { ByteString } from '../bytes.ts'

/** What the store refuses. `message` is worded as Nix words it, in bytes like the names it quotes. */
export class StoreError extends Error {
  override readonly name = 'StoreError'

  constructor(message: ByteString) {
    super(message)
  }
}
