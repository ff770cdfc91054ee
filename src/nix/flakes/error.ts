import type { ByteString } from '../bytes.ts'

/** A flake that cannot be evaluated as it stands: its reference, its lock file or its inputs. */
export class FlakeError extends Error {
  override readonly name = 'FlakeError'

  constructor(message: ByteString) {
    super(message)
  }
}
