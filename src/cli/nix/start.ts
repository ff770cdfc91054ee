import { Worker } from 'node:worker_threads'
import { engineLimits } from '../../deep/embedded-nix.ts'
import { outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { wantsColour } from '../render/style.ts'
import { text } from '../text/deep.ts'
import type { NixWork } from './evaluate.ts'

/** Evaluates in a thread of its own, which may have the stack for it. Yields the exit code. */
export async function runInThread(words: readonly string[], context: CliContext): Promise<ExitCode> {
  const { env, stderr } = context.terminal
  const work: NixWork = {
    words,
    directory: context.directory,
    colours: wantsColour(env, stderr.isTTY === true),
  }
  const worker = new Worker(
    new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
    { workerData: work, resourceLimits: engineLimits },
  )
  const code = await new Promise<number>((resolve, reject) => {
    worker.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? outside('no-nix', text.outOfMemory(engineLimits.maxOldGenerationSizeMb))
          : error,
      ),
    )
    worker.on('exit', resolve)
  })
  return code === 0 ? exitCodes.fine : exitCodes.fleet
}
