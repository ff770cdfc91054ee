import type { ByteString } from '../bytes.ts'
import { Refusal } from '../refusal.ts'

/** A flake that cannot be evaluated as it stands: its reference, its lock file or its inputs. */
export class FlakeError extends Refusal {
  constructor(message: ByteString) {
    super('flake', message)
  }
}
