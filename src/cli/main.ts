import type { CliContext, CliProcess } from './context.ts'
import { describeCrash } from './crash.ts'
import { type ExitCode, exitCodes } from './exit.ts'
import { nodeFiles } from './files.ts'
import { colourStyle, plainStyle, wantsColour } from './render/style.ts'
import { version } from './version.ts'

/** Runs the command with Node's own process, whose life ends with it. */
export async function start(words: readonly string[], process: NodeJS.Process): Promise<void> {
  quietWarnings(process)
  // `panther hosts | head -1` closes the pipe early: nobody wants the rest.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : exitCodes.outside),
  )
  const crash = (error: unknown): void => {
    showCrash(error, process)
    process.exit(exitCodes.panther)
  }
  process.on('uncaughtException', crash)
  await main(words, process)
  // Whatever the user's files keep open does not keep the command waiting.
  process.stdout.write('', () => process.exit())
}

/** Runs the command: sets `exitCode`, and never throws. */
export async function main(words: readonly string[], process: CliProcess): Promise<void> {
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
    process.stdout.write(`${version()}\n`)
    return
  }
  try {
    const { runApp } = await import('./run.ts')
    await runApp(words, contextOf(process))
  } catch (error) {
    showCrash(error, process)
    process.exitCode = exitCodes.panther
  }
}

function contextOf(process: CliProcess): CliContext {
  const styleOf = (isTerminal: boolean | undefined) =>
    wantsColour(process.env, isTerminal === true) ? colourStyle : plainStyle
  return {
    process: { stdout: process.stdout, stderr: process.stderr },
    terminal: process,
    files: nodeFiles,
    clock: () => performance.now(),
    directory: process.cwd(),
    style: { stdout: styleOf(process.stdout.isTTY), stderr: styleOf(process.stderr.isTTY) },
    width: process.stdout.columns ?? 100,
    exit: (code: ExitCode) => {
      process.exitCode = code
    },
  }
}

function showCrash(error: unknown, process: CliProcess): void {
  const { message, hint } = describeCrash(error, process)
  process.stderr.write(`${message}\n${hint}\n`)
}

/** What panther uses of Node is meant to be used, though older releases call it experimental. */
function quietWarnings(process: NodeJS.Process): void {
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (
      warning.name === 'ExperimentalWarning' &&
      /Type ?Stripping|stripTypeScriptTypes/i.test(warning.message)
    )
      return
    for (const listener of listeners) listener(warning)
  })
}
