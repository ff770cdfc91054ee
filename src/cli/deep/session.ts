import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve as absolute, dirname, join } from 'node:path'
import { type ClosableEngine, embeddedNix } from '../../deep/embedded-nix.ts'
import type { NixAnswer, NixEngine } from '../../deep/engine.ts'
import { EngineStop, flakeExpression } from '../../deep/flake-expression.ts'
import { folderOf, foldersOfEnvironment, type GivenInputs } from '../../deep/given-inputs.ts'
import { installedNix } from '../../deep/installed-nix.ts'
import type { Origins } from '../../deep/lead-back.ts'
import { fromBytes } from '../../nix/bytes.ts'
import { FlakeError } from '../../nix/flakes/index.ts'
import { contents } from '../../synth/write/content.ts'
import { nodeFileSystem } from '../../synth/write/file-system.ts'
import { misuse, outside, type Stop } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { Checked } from '../resolve.ts'
import { text } from '../text/deep.ts'

export interface DeepFlags {
  /** `name=folder` each. */
  readonly overrideInput?: readonly string[] | undefined
}

/** A flake that can be asked, with all that leads from its answers back to the fleet. */
export interface DeepSession {
  readonly engine: NixEngine
  /** Its value is the flake. */
  readonly expression: string
  readonly signal: AbortSignal
  readonly origins: (host: string) => Origins
  /** Says on a terminal what takes its time. */
  readonly progress: (message: string) => void
}

/**
 * Lets the real modules be asked about the flake that the fleet makes now, written or not; its lock file is that of the
 * flake beside the fleet. On Ctrl-C, evaluation ends and nothing stays behind.
 */
export async function withDeep<T>(
  context: CliContext,
  { flake, root }: Checked,
  flags: DeepFlags,
  work: (session: DeepSession) => Promise<T>,
): Promise<T> {
  const given = givenInputs(context, flags)
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-deep-')))
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  context.terminal.on?.('SIGINT', interrupt)
  const { progress, clear } = progressLine(context)
  const engine = engineOf(context)
  try {
    for (const [path, { bytes, program }] of contents(flake.files, folder, nodeFileSystem)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes, { mode: program ? 0o755 : 0o644 })
    }
    const plan = {
      folder,
      lockFile: join(root, 'flake/flake.lock'),
      folderOf: (names: readonly string[]) => folderOf(given, names),
      engine,
      signal: stop.signal,
    }
    progress(text.readingInputs)
    const expression = await flakeExpression(plan)
    const origins = (host: string): Origins => ({ model: flake.model, flake: folder, root, host })
    return await work({ engine, expression, signal: stop.signal, origins, progress })
  } catch (error) {
    if (error instanceof FlakeError) throw outside('bad-flake', fromBytes(error.message), text.inputsHint)
    if (error instanceof EngineStop) throw unusable(error.answer) ?? badInput(error)
    throw error
  } finally {
    clear()
    await engine.close()
    context.terminal.off?.('SIGINT', interrupt)
    rmSync(folder, { recursive: true, force: true })
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

function badInput({ answer, folder }: EngineStop): Stop {
  const message = answer.kind === 'error' ? answer.error.message : ''
  return outside('bad-flake', text.badFlake(fromBytes(folder), message))
}

function givenInputs(context: CliContext, { overrideInput = [] }: DeepFlags): GivenInputs {
  const folder = (path: string): string => {
    const found = absolute(context.directory, path.replace(/^path:/, ''))
    if (!context.files.isFolder(found)) throw misuse('no-input-folder', text.noFolder(path))
    return realpathSync(found)
  }
  const byName = foldersOfEnvironment(context.terminal.env, folder)
  if (typeof byName === 'string') throw misuse('no-input-folder', byName, text.environmentHint)
  const byPath = new Map<string, string>()
  for (const each of overrideInput) {
    const equals = each.indexOf('=')
    if (equals < 1) throw misuse('no-input-folder', text.badOverride(each), text.overrideHint)
    byPath.set(each.slice(0, equals), folder(each.slice(equals + 1)))
  }
  return { byName, byPath }
}

/** One line on the terminal that is written over; nothing where there is none. */
function progressLine({ terminal, clock, style }: CliContext): {
  readonly progress: (message: string) => void
  readonly clear: () => void
} {
  if (terminal.stderr.isTTY !== true) return { progress: () => {}, clear: () => {} }
  let message = ''
  let since = clock()
  const show = (): void => {
    const seconds = Math.round((clock() - since) / 1000)
    terminal.stderr.write(`\r\x1b[2K${style.stderr.quiet(`${message}${seconds > 0 ? ` ${seconds} s` : ''}`)}`)
  }
  const timer = setInterval(show, 1000)
  return {
    progress(said) {
      message = said
      since = clock()
      show()
    },
    clear() {
      clearInterval(timer)
      terminal.stderr.write('\r\x1b[2K')
    },
  }
}
