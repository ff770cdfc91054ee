import type { Diagnostic } from '../fleet/problem.ts'
import { type Answer, exitOf, Stop } from './answer.ts'
import type { CliContext } from './context.ts'
import { describeCrash } from './crash.ts'
import { type ExitCode, exitCodes } from './exit.ts'

/** Flags that every command has. */
export interface CommonFlags {
  readonly json?: boolean | undefined
}

interface Presented<Flags, Args extends readonly unknown[], Data> {
  /** Finds out what was asked. */
  readonly compute: (context: CliContext, flags: Flags, ...args: Args) => Answer<Data> | Promise<Answer<Data>>
  /** The answer for people. */
  readonly render: (data: Data, context: CliContext, flags: Flags) => string
  /** What `--json` gives besides `ok` and `diagnostics`; the data itself where absent. */
  readonly json?: (data: Data) => object
  /** The diagnostics are the answer itself and go to stdout. */
  readonly diagnosticsAreTheAnswer?: boolean
}

/** A command as stricli calls it. */
export type CommandFunction<Flags, Args extends readonly unknown[]> = (
  this: CliContext,
  flags: Flags,
  ...args: Args
) => Promise<void>

/**
 * Makes a command of a function that computes data: renders for people, or with `--json` as one document on stdout
 * whatever happens; sets the exit code. Nothing that is thrown gets past it.
 */
export function command<Flags extends CommonFlags, Args extends readonly unknown[], Data>(
  presented: Presented<Flags, Args, Data>,
): CommandFunction<Flags, Args> {
  return async function (this: CliContext, flags, ...args) {
    const answer = await answerOf(this, () => presented.compute(this, flags, ...args))
    await show(this, answer, {
      json: flags.json === true,
      toStdout: presented.diagnosticsAreTheAnswer === true,
      render: (data) => presented.render(data, this, flags),
      data: presented.json ?? ((data) => data as object),
    })
  }
}

async function answerOf<Data>(
  context: CliContext,
  compute: () => Answer<Data> | Promise<Answer<Data>>,
): Promise<Answer<Data>> {
  try {
    return await compute()
  } catch (error) {
    if (error instanceof Stop) return { diagnostics: error.diagnostics, exit: error.exit }
    return { diagnostics: [describeCrash(error, context.terminal)], exit: exitCodes.panther }
  }
}

interface Showing<Data> {
  readonly json: boolean
  readonly toStdout: boolean
  readonly render: (data: Data) => string
  readonly data: (data: Data) => object
}

async function show<Data>(context: CliContext, answer: Answer<Data>, showing: Showing<Data>): Promise<void> {
  const { locateAll } = await import('./render/locate.ts')
  const diagnostics = await locateAll(answer.diagnostics, context.files, showing.json)
  const exit = exitOf(answer)
  context.exit(exit)
  const { stdout } = context.terminal
  if (showing.json) {
    const { groupDiagnostics } = await import('./render/group.ts')
    stdout.write(
      jsonText(
        exit,
        groupDiagnostics(diagnostics),
        answer.data === undefined ? {} : showing.data(answer.data),
      ),
    )
    return
  }
  if (diagnostics.length > 0) {
    const { renderDiagnostics } = await import('./render/diagnostic.ts')
    const stream = showing.toStdout ? 'stdout' : 'stderr'
    context.terminal[stream].write(
      `${renderDiagnostics(diagnostics, { ...context, style: context.style[stream] })}${showing.toStdout && answer.data !== undefined ? '\n' : ''}`,
    )
  }
  if (answer.data !== undefined) stdout.write(showing.render(answer.data))
}

/** One document: whether all is well, what was found out, and what is wrong. */
export function jsonText(exit: ExitCode, diagnostics: readonly Diagnostic[], data: object): string {
  return `${JSON.stringify({ ok: exit === exitCodes.fine, ...data, diagnostics }, undefined, 2)}\n`
}
