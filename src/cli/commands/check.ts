import type { Diagnostic } from '../../fleet/problem.ts'
import type { Answer } from '../answer.ts'
import { type Judge, judgesOf, noteOn } from '../catalogs/judges.ts'
import type { CliContext } from '../context.ts'
import type { DeepAnswer } from '../deep/check-hosts.ts'
import type { OverrideFlags } from '../deep/given-inputs.ts'
import type { Change, Unmade } from '../fix/fix.ts'
import type { SelectFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { groupDiagnostics } from '../render/group.ts'
import { shownPlace } from '../render/paths.ts'
import { type Checked as Resolved, resolveChecked } from '../resolve.ts'
import { chooseHosts } from '../select/choose.ts'
import { text as deepText } from '../text/deep.ts'
import { text as fixText } from '../text/fix.ts'
import { text } from '../text/output.ts'

type CheckFlags = SelectFlags &
  OverrideFlags & { readonly fix?: boolean | undefined; readonly deep?: boolean | undefined }

interface Checked {
  readonly hosts: readonly string[]
  readonly errors: number
  readonly warnings: number
  readonly milliseconds: number
  /** What options were judged by. */
  readonly catalogs: readonly Judge[]
  /** Of `--fix`. */
  readonly fixed?: readonly Change[]
  readonly unfixed?: readonly Unmade[]
  /** With `--deep`, the derivation of each host's system that could be computed. */
  readonly systems?: { readonly [host: string]: string }
  /** With `--deep`, where the real modules were not asked, since the fleet has errors anyway. */
  readonly notAsked?: true
}

async function compute(context: CliContext, flags: CheckFlags, ...names: string[]): Promise<Answer<Checked>> {
  const before = context.clock()
  const since = Date.now()
  const checked = await resolveChecked(context, flags.fleet)
  const { fleet, resolved, diagnostics, file, root } = checked
  const hosts = chooseHosts(fleet.spec.hosts, { names, on: flags.on }).map((host) => host.name)
  const chosen = new Set(hosts)
  const concerns = ({ host }: Diagnostic) => host === undefined || chosen.has(host)
  const asked = diagnostics.filter(concerns)
  const changes = flags.fix ? await fix(context, asked, { file, root, since }) : undefined
  const shallow = changes?.diagnostics?.filter(concerns) ?? asked
  const judged = flags.deep ? await judge(context, flags, checked, hosts) : undefined
  const found = [...shallow, ...(judged?.diagnostics ?? [])]
  const mistakes = groupDiagnostics(found)
  const of = (severity: Diagnostic['severity']): number =>
    mistakes.filter((mistake) => mistake.severity === severity).length
  const catalogs = judgesOf(resolved.hosts.filter(({ host }) => chosen.has(host.name)))
  const milliseconds = Math.round(context.clock() - before)
  const counts = { hosts, errors: of('error'), warnings: of('warning'), milliseconds, catalogs }
  const made = changes && { fixed: changes.fixed, unfixed: changes.unfixed }
  const deep = flags.deep ? (judged ? { systems: judged.systems } : { notAsked: true as const }) : undefined
  return {
    data: { ...counts, ...made, ...deep },
    diagnostics: found,
    ...(judged?.exit !== undefined && { exit: judged.exit }),
  }
}

/** Asks the real modules, unless the fleet has errors anyway. */
async function judge(
  context: CliContext,
  flags: CheckFlags,
  checked: Resolved,
  hosts: readonly string[],
): Promise<DeepAnswer | undefined> {
  if (checked.diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const { withDeep } = await import('../deep/session.ts')
  const { checkHosts } = await import('../deep/check-hosts.ts')
  return withDeep(context, checked, flags, (session) => checkHosts(session, hosts))
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
  const { hosts, errors, warnings, milliseconds, catalogs, fixed = [], unfixed = [], notAsked } = checked
  const lines = [
    ...fixed.map((each) => fixText.fixed(shownPlace(each, directory), each.description)),
    ...unfixed.map((each) => fixText.unfixed(shownPlace(each, directory), each.description, each.reason)),
    ...noteOn(catalogs).map(style.stdout.quiet),
    ...(notAsked ? [style.stdout.quiet(deepText.notAsked)] : []),
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
