import { Worker } from 'node:worker_threads'
import type { NixAnswer, NixQuestion } from './evaluate.ts'

/** Evaluates in a thread with the stack that the command has. */
export function askAll(questions: readonly NixQuestion[]): Promise<readonly NixAnswer[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: questions,
      resourceLimits: { stackSizeMb: 256 },
    })
    worker.on('message', resolve)
    worker.on('error', reject)
  })
}
