import { DamagedFile } from '../catalog/file/container.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { CliProcess } from './context.ts'
import { text as catalogText } from './text/catalog.ts'
import { text } from './text/output.ts'

/** A mistake in panther, in a line, or a file of its own that is damaged; with its stack where `PANTHER_DEBUG` asks for it. */
export function describeCrash(error: unknown, process: Pick<CliProcess, 'env'>): Diagnostic {
  if (error instanceof DamagedFile) {
    return {
      code: 'bad-catalog',
      severity: 'error',
      message: catalogText.badCatalog(error.file),
      at: [],
      hint: catalogText.badShippedHint,
    }
  }
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
