import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { NixAnswer, NixEngine } from './engine.ts'

/** An engine that keeps what it has read until it is closed. */
export interface ClosableEngine extends NixEngine {
  readonly close: () => Promise<void>
}

/**
 * What a thread that evaluates is given: a deep stack, since recursion is how Nix loops, and little room for what is
 * soon forgotten. More takes memory and hardly saves time, less has it copied too often.
 */
export const engineLimits: ResourceLimits & { readonly maxOldGenerationSizeMb: number } = {
  stackSizeMb: 256,
  maxYoungGenerationSizeMb: 48,
  maxOldGenerationSizeMb: 8192,
}

/**
 * panther's own engine, in a thread of its own: it evaluates without pause, and a thread can be ended. All questions
 * share what was read and computed, so that the second host of a fleet costs less than the first.
 */
export function embeddedNix(): ClosableEngine {
  let worker: Worker | undefined
  const start = (): Worker =>
    new Worker(
      new URL(`./embedded-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
      { resourceLimits: engineLimits },
    )
  const close = async (): Promise<void> => {
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }
  const ask: NixEngine['ask'] = async (expression, signal) => {
    if (signal.aborted) return { kind: 'interrupted' }
    const isFresh = worker === undefined
    worker ??= start()
    const answer = await questionTo(worker, expression, signal)
    if (answer.kind !== 'interrupted' && answer.kind !== 'unusable') return answer
    await close()
    // What was kept of earlier questions may be what was too much.
    return answer.kind === 'unusable' && !isFresh ? ask(expression, signal) : answer
  }
  return { fetches: true, ask, close }
}

function questionTo(worker: Worker, expression: string, signal: AbortSignal): Promise<NixAnswer> {
  return new Promise((resolve) => {
    const end = (answer: NixAnswer): void => {
      signal.removeEventListener('abort', interrupted)
      worker.off('message', end).off('error', failed).off('exit', ended)
      resolve(answer)
    }
    const interrupted = (): void => end({ kind: 'interrupted' })
    const failed = (error: NodeJS.ErrnoException): void => {
      const tooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const message = tooMuch
        ? `the evaluation needs more than ${engineLimits.maxOldGenerationSizeMb} MB`
        : String(error)
      end({ kind: 'unusable', message })
    }
    const ended = (code: number): void => end({ kind: 'unusable', message: `the engine ended with ${code}` })
    signal.addEventListener('abort', interrupted)
    worker.on('message', end).on('error', failed).on('exit', ended)
    worker.postMessage(expression)
  })
}
