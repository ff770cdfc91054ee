import { run, ExitCode as StricliCode, type StricliProcess } from '@stricli/core'
import { app } from './app.ts'
import type { CliContext, CliProcess, Output } from './context.ts'
import { exitCodes } from './exit.ts'
import { colourStyle } from './render/style.ts'
import { text } from './text/help.ts'

/**
 * Parses the words and calls the command. What stricli itself says of wrong words is collected, so that it too can
 * be given as JSON.
 */
export async function runApp(
  words: readonly string[],
  process: CliProcess,
  context: CliContext,
): Promise<void> {
  if (words[0] === '__complete') {
    const { complete } = await import('./completion/complete.ts')
    return complete(words.slice(1), context)
  }
  let said = ''
  const own = {
    env: process.env as Readonly<Partial<Record<string, string>>>,
    stdout: coloured(process.stdout, context.style.stdout === colourStyle),
    stderr: {
      write: (text: string) => {
        said += text
      },
    },
  } as StricliProcess
  await run(app, words, { process: own, forCommand: () => ({ ...context, process: own }) })
  const code = Number(own.exitCode ?? 0)
  if (said === '') return
  process.exitCode =
    code === StricliCode.UnknownCommand || code === StricliCode.InvalidArgument
      ? exitCodes.usage
      : exitCodes.panther
  const json = words.includes('--json')
  const { present } = await import('./misuse.ts')
  present(said.trim(), code === StricliCode.UnknownCommand ? undefined : text.seeHelp, json, process, context)
}

/** stricli ends its help without a line feed. */
function coloured(output: Output, colour: boolean) {
  const write = (text: string): void => void output.write(text.endsWith('\n') ? text : `${text}\n`)
  return { write, getColorDepth: () => (colour ? 4 : 1) }
}
