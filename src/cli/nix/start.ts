import { Worker } from 'node:worker_threads'
import { engineLimits } from '../../deep/embedded-nix.ts'
import type { CliContext } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { MisusedNix, parseNixArguments } from './arguments.ts'
import type { NixWork } from './worker.ts'

/** `panther nix`: the engine alone, with the words of `nix-instantiate`. */
export async function startNix(words: readonly string[], context: CliContext): Promise<void> {
  try {
    parseNixArguments(words, undefined)
  } catch (error) {
    if (!(error instanceof MisusedNix)) throw error
    context.terminal.stderr.write(`error: ${error.message}\nTry 'panther nix --help' for more information.\n`)
    context.exit(exitCodes.usage)
    return
  }
  const work: NixWork = { words, directory: context.directory }
  const worker = new Worker(
    new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
    { workerData: work, resourceLimits: engineLimits },
  )
  const code = await new Promise<number>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', resolve)
  })
  context.terminal.exitCode = code
}
