import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { flakeExpression } from '../../deep/flake-expression.ts'
import { folderOf } from '../../deep/given-inputs.ts'
import type { Origins } from '../../deep/lead-back.ts'
import { contents } from '../../synth/write/content.ts'
import { nodeFileSystem } from '../../synth/write/file-system.ts'
import type { CliContext } from '../context.ts'
import type { Checked } from '../resolve.ts'
import { text } from '../text/deep.ts'
import { givenInputs, type OverrideFlags } from './given-inputs.ts'
import { type EngineSession, withEngine } from './with-engine.ts'

/** A flake that can be asked, with all that leads from its answers back to the fleet. */
export interface DeepSession extends Omit<EngineSession, 'folder'> {
  /** Its value is the flake. */
  readonly expression: string
  readonly origins: (host: string) => Origins
}

/**
 * Lets the real modules be asked about the flake that the fleet makes now, written or not; its lock file is that of the
 * flake beside the fleet.
 */
export async function withDeep<T>(
  context: CliContext,
  { flake, root }: Checked,
  flags: OverrideFlags,
  work: (session: DeepSession) => Promise<T>,
): Promise<T> {
  const given = givenInputs(context, flags)
  return withEngine(context, async ({ engine, signal, folder, progress }) => {
    for (const [path, { bytes, program }] of contents(flake.files, folder, nodeFileSystem)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes, { mode: program ? 0o755 : 0o644 })
    }
    progress(text.readingInputs)
    const expression = await flakeExpression({
      folder,
      lockFile: join(root, 'flake/flake.lock'),
      folderOf: (names: readonly string[]) => folderOf(given, names),
      engine,
      signal,
    })
    const origins = (host: string): Origins => ({ model: flake.model, flake: folder, root, host })
    return work({ engine, expression, signal, origins, progress })
  })
}
