import { Worker } from 'node:worker_threads'
import type { NixAnswer, NixQuestion } from '../nix-lang/evaluate.ts'
import type { Outcome } from './nix.ts'

/** Evaluates with the engine, in a thread that has the stack of the command. */
export async function askPanther(
  programs: readonly string[],
  directory: string,
): Promise<readonly Outcome[]> {
  const questions: readonly NixQuestion[] = programs.map((program) => ({
    words: ['--eval', '--strict', '-E', program],
    directory,
  }))
  const answers = await new Promise<readonly NixAnswer[]>((resolve, reject) => {
    const worker = new Worker(new URL('../nix-lang/worker.ts', import.meta.url), {
      workerData: questions,
      resourceLimits: { stackSizeMb: 256 },
    })
    worker.on('message', resolve)
    worker.on('error', reject)
  })
  return answers.map(({ code, out, said }) =>
    code === 0 ? { printed: out.trimEnd() } : { failed: said.trim().replace(/^[\s\S]*(?=\berror: )/, '') },
  )
}
