import type { Diagnostic } from '../fleet/problem.ts'
import type { CliContext, CliProcess } from './context.ts'
import { exitCodes } from './exit.ts'
import { jsonText } from './present.ts'
import { renderDiagnostics } from './render/diagnostic.ts'

/** Shows what was wrong with the words on the command line. */
export function present(
  message: string,
  hint: string | undefined,
  json: boolean,
  process: CliProcess,
  context: CliContext,
): void {
  const code = process.exitCode === exitCodes.usage ? 'usage' : 'internal'
  const diagnostic: Diagnostic = {
    code,
    severity: 'error',
    message,
    at: [],
    ...(hint === undefined ? {} : { hint }),
  }
  if (json) process.stdout.write(jsonText(exitCodes.usage, [diagnostic], {}))
  else process.stderr.write(renderDiagnostics([diagnostic], { ...context, style: context.style.stderr }))
}
