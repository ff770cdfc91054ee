import { readFileSync, writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { toBytes } from '../../nix/bytes.ts'
import { machine as thisMachine } from '../../nix/inputs/index.ts'
import { parseNixArguments } from './arguments.ts'
import { runNix } from './instantiate.ts'
import { withoutEscapes } from './plain.ts'

/** What the command hands to the thread that evaluates. */
export interface NixWork {
  readonly words: readonly string[]
  readonly directory: string
  /** Whether the standard error is a terminal that can show colours. */
  readonly colours: boolean
}

const { words, directory, colours } = workerData as NixWork
const standardOutput = 1
const standardError = 2

/** Written at once: what waits in a stream is lost when the thread ends. */
function write(target: number, text: string): void {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(target, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // `panther nix … | head -1` closes the pipe early: nobody wants the rest.
      if (code === 'EPIPE') process.exit(0)
      if (code !== 'EAGAIN') throw error
    }
  }
}

const machines: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64', ia32: 'i686' }

process.exitCode = runNix(parseNixArguments(words, process.env['NIX_PATH']), {
  inputs: thisMachine,
  directory: toBytes(directory),
  system: `${machines[process.arch] ?? process.arch}-${process.platform}`,
  out: (text) => write(standardOutput, text),
  say: (text) => write(standardError, colours ? text : withoutEscapes(text)),
  standardInput: () => readFileSync(0),
})
