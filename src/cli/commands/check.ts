import type { Diagnostic } from '../../fleet/problem.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { SelectFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { groupDiagnostics } from '../render/group.ts'
import { resolveChecked } from '../resolve.ts'
import { chooseHosts } from '../select/choose.ts'
import { text } from '../text/output.ts'

interface Checked {
  readonly hosts: readonly string[]
  readonly errors: number
  readonly warnings: number
  readonly milliseconds: number
}

async function compute(
  context: CliContext,
  flags: SelectFlags,
  ...names: string[]
): Promise<Answer<Checked>> {
  const before = context.clock()
  const { fleet, diagnostics } = await resolveChecked(context, flags.fleet)
  const hosts = chooseHosts(fleet.spec.hosts, { names, on: flags.on }).map((host) => host.name)
  const chosen = new Set(hosts)
  const found = diagnostics.filter(({ host }) => host === undefined || chosen.has(host))
  const mistakes = groupDiagnostics(found)
  const of = (severity: Diagnostic['severity']): number =>
    mistakes.filter((mistake) => mistake.severity === severity).length
  const milliseconds = Math.round(context.clock() - before)
  return { data: { hosts, errors: of('error'), warnings: of('warning'), milliseconds }, diagnostics: found }
}

function render({ hosts, errors, warnings, milliseconds }: Checked, { style }: CliContext): string {
  const colour = errors > 0 ? style.stdout.error : warnings > 0 ? style.stdout.warning : style.stdout.good
  return `${colour(text.summary({ hosts: hosts.length, errors, warnings, milliseconds }))}\n`
}

const check: CommandFunction<SelectFlags, string[]> = command({
  compute,
  render,
  diagnosticsAreTheAnswer: true,
})

export default check
