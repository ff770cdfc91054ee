import type { Diagnostic } from '../fleet/problem.ts'
import type { CliProcess } from './context.ts'
import { text } from './text/output.ts'

/** A mistake in panther, in a line; with its stack where `PANTHER_DEBUG` asks for it. */
export function describeCrash(error: unknown, process: Pick<CliProcess, 'env'>): Diagnostic {
  const message = error instanceof Error ? error.message : String(error)
  const stack = process.env.PANTHER_DEBUG === '1' && error instanceof Error ? error.stack : undefined
  return {
    code: 'internal',
    severity: 'error',
    message: text.crashed(message.split('\n', 1)[0]!),
    at: [],
    hint: stack ?? text.crashedHint,
  }
}
