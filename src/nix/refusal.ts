import type { ByteString } from './bytes.ts'

/** Who refuses: the store, flakes, or the reader of a notation. */
export type Refuser = 'store' | 'flake' | 'JSON' | 'TOML' | 'regex'

/**
 * What Nix itself refuses. `message` is worded as Nix words it, in bytes like what it quotes. Inside of an evaluation it
 * becomes an error of the program that is evaluated.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly by: Refuser

  constructor(by: Refuser, message: ByteString) {
    super(message)
    this.by = by
  }
}
