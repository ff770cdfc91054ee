import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Fleet } from '../../fleet/fleet.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import { Stop } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { text } from '../text/load.ts'
import { describeThrown } from './failure.ts'
import { findFleet } from './find.ts'
import { registerResolveHook } from './hook.ts'

/** A fleet that was read from its file. */
export interface Loaded {
  readonly fleet: Fleet
  /** Absolute. */
  readonly file: string
  /** The folder of the file. */
  readonly root: string
}

/**
 * Finds the fleet and runs its file, which only describes. Whatever is wrong with it stops the command with
 * diagnostics that name the user's line.
 */
export async function loadFleet(context: CliContext, named: string | undefined): Promise<Loaded> {
  const file = findFleet(context.files, context.directory, named)
  registerResolveHook()
  keepOutputClean(context)
  const exports = await runFile(context, file)
  if (!isOf(exports.default, 'fleet')) throw new Stop(exitCodes.fleet, noFleetIn(file, exports))
  return { fleet: exports.default as Fleet, file, root: dirname(file) }
}

/** What the user prints while the fleet is read goes to stderr: stdout is the answer's. */
function keepOutputClean(context: CliContext): void {
  if (context.terminal !== (process as unknown)) return
  console.log = console.error
  console.info = console.error
  console.debug = console.error
}

async function runFile(context: CliContext, file: string): Promise<{ readonly [name: string]: unknown }> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (error) {
    throw new Stop(exitCodes.fleet, describeThrown(error, context.files, file))
  }
}

function noFleetIn(file: string, exports: { readonly [name: string]: unknown }): Diagnostic {
  const at = [{ file, line: 1, column: 1 }]
  const severity = 'error' as const
  const found = Object.entries(exports).find(
    ([name, value]) => name !== 'default' && isOf(value, 'fleet'),
  )?.[0]
  const hint = found === undefined ? text.exportFleet : text.exportNamed(found)
  if (!('default' in exports))
    return { code: 'no-default-export', severity, message: text.noDefault, at, hint }
  return { code: 'not-a-fleet', severity, message: text.notAFleet(kindOf(exports.default)), at, hint }
}

function isOf(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind === kind
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return text.kinds.list
  if (typeof value === 'function') return text.kinds.function
  for (const kind of ['host', 'profile'] as const) if (isOf(value, kind)) return text.kinds[kind]
  return typeof value === 'object' && value !== null
    ? text.kinds.object
    : (JSON.stringify(value) ?? 'undefined')
}
