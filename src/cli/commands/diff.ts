import { resolve as absolute, join } from 'node:path'
import type { Flake } from '../../synth/flake.ts'
import { type Answer, outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { compareModels, type ModelDiff } from '../diff/compare.ts'
import { withDefaults } from '../diff/defaults.ts'
import { readEarlier } from '../diff/earlier.ts'
import { locateDiff } from '../diff/locate.ts'
import { renderDiff } from '../diff/render.ts'
import { exitCodes } from '../exit.ts'
import type { SelectFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { shownFile, shownPlace } from '../render/paths.ts'
import { resolveChecked } from '../resolve.ts'
import { chooseHosts } from '../select/choose.ts'
import { text } from '../text/diff.ts'

interface DiffFlags extends SelectFlags {
  readonly against?: string | undefined
}

interface Compared extends ModelDiff {
  /** The folder of the earlier flake. */
  readonly against: string
  /** The folder that places are relative to. */
  readonly root: string
}

async function compute(context: CliContext, flags: DiffFlags, ...names: string[]): Promise<Answer<Compared>> {
  const { fleet, flake, root, diagnostics } = await resolveChecked(context, flags.fleet)
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, exit: exitCodes.fleet }
  const folder =
    flags.against === undefined ? join(root, 'flake') : absolute(context.directory, flags.against)
  const before = readEarlier(context, folder)
  const hashes = await hashFiles(flake, folder)
  const all = names.length === 0 && flags.on === undefined
  const chosen = new Set(chooseHosts(fleet.spec.hosts, { names, on: flags.on }).map(({ name }) => name))
  // A host that is gone can be chosen no more.
  const diff = compareModels(before, { model: flake.model, files: hashes }, (host) => all || chosen.has(host))
  const shown = await locateDiff(withDefaults({ ...diff, files: all ? diff.files : [] }), root, context.files)
  return { data: { against: folder, root, ...shown }, diagnostics }
}

/** Hashes of what would be written, by file. */
async function hashFiles(flake: Flake, folder: string): Promise<Readonly<Record<string, string>>> {
  const { contents, hashOf } = await import('../../synth/write/content.ts')
  const { nodeFileSystem } = await import('../../synth/write/file-system.ts')
  try {
    const files = [...contents(flake.files, folder, nodeFileSystem)]
    return Object.fromEntries(files.map(([path, { bytes }]) => [path, hashOf(bytes)]))
  } catch (error) {
    throw outside('cannot-read', text.cannotRead((error as Error).message))
  }
}

function render(compared: Compared, { style, directory }: CliContext): string {
  if (compared.hosts.length + compared.files.length === 0)
    return `${text.nothing(shownFile(compared.against, directory))}\n`
  return renderDiff(compared, style.stdout, (at) =>
    shownPlace({ ...at, file: join(compared.root, at.file) }, directory),
  )
}

const diff: CommandFunction<DiffFlags, string[]> = command({ compute, render })

export default diff
