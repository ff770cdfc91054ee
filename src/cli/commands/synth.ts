import { resolve as absolute, join } from 'node:path'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { WriteReport } from '../../synth/write/write.ts'
import { type Answer, outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { exitCodes } from '../exit.ts'
import type { FleetFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { shownFile } from '../render/paths.ts'
import { resolveChecked } from '../resolve.ts'
import { text } from '../text/synth.ts'

interface SynthFlags extends FleetFlags {
  readonly out?: string | undefined
  readonly force?: boolean | undefined
}

interface Written extends WriteReport {
  readonly directory: string
  readonly hosts: readonly string[]
}

async function compute(context: CliContext, flags: SynthFlags): Promise<Answer<Written>> {
  const { flake, root, diagnostics, resolved } = await resolveChecked(context, flags.fleet)
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, exit: exitCodes.fleet }
  const directory = flags.out === undefined ? join(root, 'flake') : absolute(context.directory, flags.out)
  const shown = shownFile(directory, context.directory)
  const { writeFlake } = await import('../../synth/write/write.ts')
  const report = attempt(() => writeFlake(flake, { directory, force: flags.force === true }), shown)
  if (report.status === 'refused')
    return { diagnostics: [...diagnostics, refused(report, shown)], exit: exitCodes.outside }
  const untracked = report.untracked?.length ?? 0
  return {
    data: { ...report, directory, hosts: resolved.hosts.map(({ host }) => host.name) },
    diagnostics: untracked === 0 ? diagnostics : [...diagnostics, untrackedWarning(untracked, shown)],
  }
}

function attempt<T>(write: () => T, shown: string): T {
  try {
    return write()
  } catch (error) {
    throw outside('cannot-write', text.cannotWrite(shown, (error as Error).message))
  }
}

function refused({ conflicts }: WriteReport, shown: string): Diagnostic {
  const lines = conflicts.map(({ path, reason }) => `${shown}/${path}: ${text.reasons[reason]}`)
  const blocked = conflicts.every(({ reason }) => reason === 'blocked')
  const message = [text.refused, ...lines].join('\n')
  return {
    code: 'flake-changed',
    severity: 'error',
    message,
    at: [],
    hint: blocked ? text.moveAway : text.force,
  }
}

function untrackedWarning(count: number, shown: string): Diagnostic {
  return {
    code: 'untracked',
    severity: 'warning',
    message: text.untracked(count),
    at: [],
    hint: text.add(shown),
  }
}

function render(written: Written, context: CliContext): string {
  const { good, quiet, error, warning } = context.style.stdout
  const shown = shownFile(written.directory, context.directory)
  if (written.status === 'unchanged') return `${good(text.unchanged(shown, written.hosts.length))}\n`
  const lines = [
    ...written.created.map((path) => `  ${good('+')} ${path}`),
    ...written.changed.map((path) => `  ${warning('~')} ${path}`),
    ...written.deleted.map((path) => `  ${error('-')} ${path}`),
  ]
  const recovered = written.recovered ? [quiet(text.recovered)] : []
  return `${[...recovered, text.written(shown, written.hosts.length), ...lines].join('\n')}\n`
}

const synth: CommandFunction<SynthFlags, []> = command({ compute, render })

export default synth
