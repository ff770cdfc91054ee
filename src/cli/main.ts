import type { CliContext, CliProcess } from './context.ts'
import { describeCrash } from './crash.ts'
import { type ExitCode, exitCodes } from './exit.ts'
import { nodeFiles } from './files.ts'
import { colourStyle, plainStyle, wantsColour } from './render/style.ts'
import { text } from './text/output.ts'
import { version } from './version.ts'

/** Runs the command with Node's own process, whose life ends with it. */
export async function start(words: readonly string[], process: NodeJS.Process): Promise<void> {
  quietWarnings(process)
  // `panther hosts | head -1` closes the pipe early: nobody wants the rest.
  let ended = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    ended = true
    process.exit(error.code === 'EPIPE' ? exitCodes.fine : exitCodes.outside)
  })
  process.on('exit', () => {
    if (ended) return
    process.exitCode = exitCodes.fleet
    process.stderr.write(`${text.neverEnds}\n`)
  })
  const end = (): void => {
    ended = true
    process.exit()
  }
  process.on('uncaughtException', (error) => void showUncaught(error, process).finally(end))
  await main(words, process)
  // Whatever the user's files keep open does not keep the command waiting.
  process.stdout.write('', end)
}

/** What is thrown when nobody waits for it any more: by the user's code, if a line of it is known. */
async function showUncaught(error: unknown, process: NodeJS.Process): Promise<void> {
  const { errorPlace } = await import('../fleet/place.ts')
  const place = errorPlace(error)
  if (place === undefined) return showCrash(error, process)
  const { describeThrown } = await import('./load/failure.ts')
  const { renderDiagnostics } = await import('./render/diagnostic.ts')
  const context = contextOf(process)
  process.exitCode = exitCodes.fleet
  process.stderr.write(
    renderDiagnostics([describeThrown(error, context.files, place.file)], {
      ...context,
      style: context.style.stderr,
    }),
  )
}

/** Runs the command: sets `exitCode`, and never throws. */
export async function main(words: readonly string[], process: CliProcess): Promise<void> {
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
    process.stdout.write(`${version()}\n`)
    return
  }
  try {
    const { registerResolveHook } = await import('./load/hook.ts')
    registerResolveHook()
    const { runApp } = await import('./run.ts')
    await runApp(words, contextOf(process))
  } catch (error) {
    showCrash(error, process)
  }
}

function contextOf(process: CliProcess): CliContext {
  const styleOf = (isTerminal: boolean | undefined) =>
    wantsColour(process.env, isTerminal === true) ? colourStyle : plainStyle
  return {
    process: { stdout: process.stdout, stderr: process.stderr },
    terminal: process,
    files: nodeFiles,
    input: () => readAll(process.stdin),
    clock: () => performance.now(),
    directory: process.cwd(),
    style: { stdout: styleOf(process.stdout.isTTY), stderr: styleOf(process.stderr.isTTY) },
    width: process.stdout.columns ?? 100,
    exit: (code: ExitCode) => {
      process.exitCode = code
    },
  }
}

async function readAll(stream: CliProcess['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream ?? [])
    chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
  return Buffer.concat(chunks)
}

function showCrash(error: unknown, process: CliProcess): void {
  const { message, hint } = describeCrash(error, process)
  process.exitCode = exitCodes.panther
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
