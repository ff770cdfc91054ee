import type { Diagnostic } from '../fleet/problem.ts'
import { type ExitCode, exitCodes } from './exit.ts'

/** What a command found out: data for `--json` and for the renderer alike. */
export interface Answer<Data> {
  readonly data?: Data
  readonly diagnostics: readonly Diagnostic[]
  /** Where it does not follow from the diagnostics. */
  readonly exit?: ExitCode
}

/** Ends a command early: thrown by what it calls, caught where the answer is shown. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly diagnostics: readonly Diagnostic[]
  readonly exit: ExitCode

  constructor(exit: ExitCode, ...diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message ?? 'stopped')
    this.exit = exit
    this.diagnostics = diagnostics
  }
}

/** A diagnostic about how the command was used: it has no place in a file. */
export function misuse(code: string, message: string, hint?: string): Stop {
  return new Stop(exitCodes.usage, {
    code,
    severity: 'error',
    message,
    at: [],
    ...(hint === undefined ? {} : { hint }),
  })
}

/** A diagnostic about something outside panther and the fleet. */
export function outside(code: string, message: string, hint?: string): Stop {
  return new Stop(exitCodes.outside, {
    code,
    severity: 'error',
    message,
    at: [],
    ...(hint === undefined ? {} : { hint }),
  })
}

export function exitOf(answer: Answer<unknown>): ExitCode {
  if (answer.exit !== undefined) return answer.exit
  return answer.diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.fleet : exitCodes.fine
}
