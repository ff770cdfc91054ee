import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Answer, misuse, outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { fleetFiles } from '../init/fleet.ts'
import { projectFiles, type Tools } from '../init/project.ts'
import { type CommandFunction, command } from '../present.ts'
import { shownFile } from '../render/paths.ts'
import { text } from '../text/init.ts'
import { packageRoot, runsFromSource, version } from '../version.ts'

interface InitFlags {
  readonly json?: boolean
  readonly force?: boolean
}

interface Made {
  readonly directory: string
  readonly written: readonly string[]
  /** Files that were there already and stay. */
  readonly kept: readonly string[]
}

function compute(context: CliContext, flags: InitFlags, folder: string): Answer<Made> {
  const { files } = context
  const directory = resolve(context.directory, folder)
  const name = basename(directory)
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name))
    throw misuse('bad-name', text.badName(name), text.badNameHint)
  if (files.isFile(directory)) throw misuse('not-empty', text.isFile(folder))
  const present = files.list(directory).filter((entry) => entry !== '.git')
  if (present.length > 0 && flags.force !== true)
    throw misuse('not-empty', text.notEmpty(folder), text.notEmptyHint)
  const wanted = { ...projectFiles(name, toolsOf(context)), ...fleetFiles(name) }
  const kept = Object.keys(wanted).filter((path) => files.isFile(join(directory, path)))
  const written = Object.keys(wanted).filter((path) => !kept.includes(path))
  try {
    files.write(new Map(written.map((path) => [join(directory, path), wanted[path]!])))
  } catch (error) {
    throw outside('cannot-write', text.cannotWrite(folder, (error as Error).message))
  }
  return { data: { directory, written, kept }, diagnostics: [] }
}

/** The published package is named by its version; a checkout by its folder, with its source for the types. */
function toolsOf({ files }: CliContext): Tools {
  const root = fileURLToPath(packageRoot).replace(/\/$/, '')
  const own = JSON.parse(files.read(join(root, 'package.json')) ?? '{}') as {
    readonly devDependencies?: { readonly [name: string]: string }
  }
  return {
    pantheros: runsFromSource ? `file:${root}` : `^${version()}`,
    typescript: own.devDependencies?.typescript ?? '^7.0.2',
    nodeTypes: own.devDependencies?.['@types/node'] ?? '^24.0.0',
    node: own.devDependencies?.node ?? '^24.0.0',
    sources: runsFromSource ? join(root, 'src') : undefined,
  }
}

function render({ directory, written, kept }: Made, context: CliContext): string {
  const { strong, quiet } = context.style.stdout
  const folder = shownFile(directory, context.directory)
  const lines = [text.made(strong(folder === '' ? '.' : folder)), ...written.map((path) => `  ${path}`)]
  if (kept.length > 0) lines.push(text.kept, ...kept.map((path) => `  ${quiet(path)}`))
  lines.push('', text.next, ...text.steps(folder).map((step) => `  ${step}`))
  return `${lines.join('\n')}\n`
}

const init: CommandFunction<InitFlags, [string]> = command({ compute, render })

export default init
