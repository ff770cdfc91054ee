import type { ByteString } from '../bytes.ts'
import { Refusal } from '../refusal.ts'

/** What the store refuses. */
export class StoreError extends Refusal {
  constructor(message: ByteString) {
    super('store', message)
  }
}
