import { askOption } from '../../deep/ask-host.ts'
import { parsePath } from '../../modules/parse-path.ts'
import { type Answer, misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { describeFailure } from '../deep/check-hosts.ts'
import type { OverrideFlags } from '../deep/given-inputs.ts'
import { withDeep } from '../deep/session.ts'
import { unusable } from '../deep/with-engine.ts'
import type { FleetFlags } from '../flags.ts'
import { type CommandFunction, command } from '../present.ts'
import { resolveChecked } from '../resolve.ts'
import { chooseHost } from '../select/choose.ts'
import { text } from '../text/deep.ts'
import { text as words } from '../text/explain.ts'

type EvalFlags = FleetFlags & OverrideFlags

interface Evaluated {
  readonly host: string
  readonly path: string
  readonly value: unknown
}

async function compute(
  context: CliContext,
  flags: EvalFlags,
  name: string,
  path: string,
): Promise<Answer<Evaluated>> {
  const names = parsePath(path)
  if (names === undefined) throw misuse('bad-path', words.badPath(path), words.badPathHint)
  const checked = await resolveChecked(context, flags.fleet)
  const host = chooseHost(checked.fleet.spec.hosts, name)
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { diagnostics: errors }
  return withDeep(context, checked, flags, async (session) => {
    session.progress(text.evaluatingOption(host.name, path))
    const answer = await askOption(session.engine, session.expression, host.name, names, session.signal)
    const ended = unusable(answer)
    if (ended !== undefined) throw ended
    if (answer.kind === 'error') return { diagnostics: [describeFailure(answer, host.name, session)] }
    const value = answer.kind === 'value' ? answer.value : undefined
    return { data: { host: host.name, path, value }, diagnostics: [] }
  })
}

const evaluate: CommandFunction<EvalFlags, [string, string]> = command({
  compute,
  render: ({ value }) => `${JSON.stringify(value, undefined, 2)}\n`,
})

export default evaluate
