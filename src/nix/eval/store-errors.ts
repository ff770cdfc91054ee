import { Refusal } from '../refusal.ts'
import { NixError } from './errors.ts'
import { exhausted } from './force.ts'
import { InputError } from './inputs.ts'

/** What files, the store, a text or JavaScript itself refuse is an error of the program that is evaluated. */
export function asNixError(error: unknown): unknown {
  if (error instanceof Refusal) return new NixError('eval', error.message)
  if (error instanceof RangeError) return exhausted(error)
  return error instanceof InputError ? new NixError('input', error.message) : error
}

export function fromStore<T>(compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    throw asNixError(error)
  }
}
