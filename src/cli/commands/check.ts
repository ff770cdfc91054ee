import type { Diagnostic } from '../../fleet/problem.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { Change, Unmade } from '../fix/fix.ts'
import type { SelectFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { groupDiagnostics } from '../render/group.ts'
import { shownPlace } from '../render/paths.ts'
import { resolveChecked } from '../resolve.ts'
import { chooseHosts } from '../select/choose.ts'
import { text as fixText } from '../text/fix.ts'
import { text } from '../text/output.ts'

interface Checked {
  readonly hosts: readonly string[]
  readonly errors: number
  readonly warnings: number
  readonly milliseconds: number
  /** Of `--fix`. */
  readonly fixed?: readonly Change[]
  readonly unfixed?: readonly Unmade[]
}

interface CheckFlags extends SelectFlags {
  readonly fix?: boolean | undefined
}

async function compute(context: CliContext, flags: CheckFlags, ...names: string[]): Promise<Answer<Checked>> {
  const before = context.clock()
  const since = Date.now()
  const { fleet, diagnostics, file, root } = await resolveChecked(context, flags.fleet)
  const hosts = chooseHosts(fleet.spec.hosts, { names, on: flags.on }).map((host) => host.name)
  const chosen = new Set(hosts)
  const concerns = ({ host }: Diagnostic) => host === undefined || chosen.has(host)
  const asked = diagnostics.filter(concerns)
  const changes = flags.fix ? await fix(context, asked, { file, root, since }) : undefined
  const found = changes?.diagnostics?.filter(concerns) ?? asked
  const mistakes = groupDiagnostics(found)
  const of = (severity: Diagnostic['severity']): number =>
    mistakes.filter((mistake) => mistake.severity === severity).length
  const milliseconds = Math.round(context.clock() - before)
  const counts = { hosts, errors: of('error'), warnings: of('warning'), milliseconds }
  const made = changes && { fixed: changes.fixed, unfixed: changes.unfixed }
  return { data: { ...counts, ...made }, diagnostics: found }
}

async function fix(
  { files }: CliContext,
  diagnostics: readonly Diagnostic[],
  read: { readonly file: string; readonly root: string; readonly since: number },
) {
  const { fixAll } = await import('../fix/fix.ts')
  const { checkAgain } = await import('../fix/check-again.ts')
  const { placeLocator } = await import('../render/locate.ts')
  const locate = await placeLocator(files)
  return fixAll(diagnostics, {
    ...read,
    files,
    checkAgain: () => checkAgain(read.file),
    locate: ({ target: { place, ...inside } }) => locate({ ...place, ...inside, spot: inside.spot! }),
  })
}

function render(checked: Checked, { style, directory }: CliContext): string {
  const { hosts, errors, warnings, milliseconds, fixed = [], unfixed = [] } = checked
  const lines = [
    ...fixed.map((each) => fixText.fixed(shownPlace(each, directory), each.description)),
    ...unfixed.map((each) => fixText.unfixed(shownPlace(each, directory), each.description, each.reason)),
  ]
  const changes = lines.map((line) => `${line}\n`).join('')
  const colour = errors > 0 ? style.stdout.error : warnings > 0 ? style.stdout.warning : style.stdout.good
  return `${changes}${colour(text.summary({ hosts: hosts.length, errors, warnings, milliseconds }))}\n`
}

const check: CommandFunction<CheckFlags, string[]> = command({
  compute,
  render,
  diagnosticsAreTheAnswer: true,
})

export default check
