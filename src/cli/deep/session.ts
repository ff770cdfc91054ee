import { join } from 'node:path'
import { flakeExpression } from '../../deep/flake-expression.ts'
import { folderOf } from '../../deep/given-inputs.ts'
import type { Origins } from '../../deep/origins.ts'
import type { PlaceSource } from '../../fleet/place.ts'
import type { FlakeFile } from '../../synth/files.ts'
import { type Content, contents } from '../../synth/write/content.ts'
import { nodeFileSystem } from '../../synth/write/file-system.ts'
import type { CliContext } from '../context.ts'
import type { Checked } from '../resolve.ts'
import { text } from '../text/deep.ts'
import { givenInputs, type OverrideFlags } from './given-inputs.ts'
import { newestIn } from './newest-in.ts'
import { placeFlake } from './place-flake.ts'
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
  { fleet, flake, root }: Checked,
  flags: OverrideFlags,
  work: (session: DeepSession) => Promise<T>,
): Promise<T> {
  const given = givenInputs(context, flags, fleet.spec.inputs)
  return withEngine(context, async ({ engine, signal, folder, progress }) => {
    const written = contents(flake.files, folder, nodeFileSystem)
    const placed = placeFlake(written, join(root, 'flake'), folder, fleet.spec.inputs)
    progress(text.readingInputs)
    const expression = await flakeExpression({
      ...placed,
      lockFile: join(root, 'flake/flake.lock'),
      lastModified: newestIn(join(root, 'flake')),
      folderOf: (names) => folderOf(given, names),
      isWhole: (each) => given.whole.has(each),
      engine,
      signal,
    })
    const origins = (host: string): Origins => ({
      model: flake.model,
      flake: placed.folder,
      root,
      host,
      read: (path) => textOf(written.get(path)),
      copied: (path) => (written.has(path) && !isText(flake.files.get(path)) ? join(root, path) : undefined),
      given: (path) => givenText(flake.files.get(path))?.(),
    })
    return work({ engine, expression, signal, origins, progress })
  })
}

function textOf(content: Content | undefined): string | undefined {
  return content && Buffer.from(content.bytes).toString()
}

/** What the flake has made is text; all else lies in the folder of the fleet at the same path. */
function isText(file: FlakeFile | undefined): boolean {
  return file !== undefined && 'text' in file
}

function givenText(file: FlakeFile | undefined): PlaceSource | undefined {
  return file !== undefined && 'text' in file ? file.given : undefined
}
