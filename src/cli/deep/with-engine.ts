import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClosableEngine, embeddedNix } from '../../deep/embedded-nix.ts'
import type { NixAnswer, NixEngine, NixFrame, NixPlace } from '../../deep/engine.ts'
import { EngineStop } from '../../deep/flake-expression.ts'
import { installedNix } from '../../deep/installed-nix.ts'
import { fromBytes } from '../../nix/bytes.ts'
import { FlakeError } from '../../nix/flakes/index.ts'
import { outside, type Stop } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { text } from '../text/deep.ts'
import { progressLine } from './progress.ts'

/** What evaluates, while a command needs it. */
export interface EngineSession {
  readonly engine: NixEngine
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal
  /** A folder for what the engine is to read; it goes with the session. */
  readonly folder: string
  /** Says on a terminal what takes its time. */
  readonly progress: (message: string) => void
}

/** Lets an engine evaluate. On Ctrl-C, evaluation ends; in any case nothing stays behind. */
export async function withEngine<T>(
  context: CliContext,
  work: (session: EngineSession) => Promise<T>,
): Promise<T> {
  const folder = makeFolder()
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  context.terminal.on?.('SIGINT', interrupt)
  const { progress, clear } = progressLine(context)
  const engine = engineOf(context)
  try {
    return await work({ engine, signal: stop.signal, folder, progress })
  } catch (error) {
    if (error instanceof FlakeError) throw outside('bad-flake', fromBytes(error.message), text.inputsHint)
    if (error instanceof EngineStop) throw unusable(error.answer) ?? badInput(error)
    if ((error as NodeJS.ErrnoException).syscall !== undefined)
      throw outside('cannot-write', text.noTemporary(folder, (error as Error).message), text.noTemporaryHint)
    throw error
  } finally {
    clear()
    await engine.close()
    context.terminal.off?.('SIGINT', interrupt)
    rmSync(folder, { recursive: true, force: true })
  }
}

function makeFolder(): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), 'panther-deep-')))
  } catch (error) {
    throw outside('cannot-write', text.noTemporary(tmpdir(), (error as Error).message), text.noTemporaryHint)
  }
}

/** panther's own, unless `PANTHER_ENGINE=nix` asks for the Nix that is installed. */
function engineOf({ terminal }: CliContext): ClosableEngine {
  if (terminal.env['PANTHER_ENGINE'] !== 'nix') return embeddedNix()
  return { ...installedNix(terminal.env), close: async () => {} }
}

/** What ends the command, where the engine gives neither a value nor an error of the flake. */
export function unusable(answer: NixAnswer): Stop | undefined {
  if (answer.kind === 'interrupted') return outside('interrupted', text.interrupted)
  if (answer.kind === 'unusable') return outside('no-nix', text.noNix(answer.message), text.noNixHint)
  return undefined
}

/** The innermost place in a file, with the line break that parts it from a message. */
export function placeText(
  frames: readonly NixFrame[],
  counts: (place: NixPlace) => boolean = () => true,
): string {
  const at = frames.find((frame) => frame.at?.file.startsWith('/') && counts(frame.at))?.at
  return at === undefined ? '' : `\nin ${at.file}:${at.line}:${at.column}`
}

function badInput({ answer, folder }: EngineStop): Stop {
  const { message, frames } = answer.kind === 'error' ? answer.error : { message: '', frames: [] }
  return outside('bad-flake', text.badFlake(fromBytes(folder), message, placeText(frames)))
}
