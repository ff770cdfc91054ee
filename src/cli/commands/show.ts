import type { Explanation } from '../../fleet/explain.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { explainOption, findHost, type OptionFlags } from '../explain.ts'
import { type Overview, overviewOf, renderOverview } from '../overview.ts'
import { type CommandFunction, command } from '../present.ts'
import { saidBelow } from '../said.ts'
import { text } from '../text/explain.ts'

interface Shown {
  readonly host: string
  readonly user?: string | undefined
  readonly path: string
  readonly type?: string | undefined
  /** The module of the fleet whose option it is. */
  readonly module?: string | undefined
  /** Whether the fleet says anything of it. */
  readonly defined: boolean
  readonly value: unknown
  /** The value as Nix. */
  readonly nix: string
}

type Data = Shown | Overview

async function compute(
  context: CliContext,
  flags: OptionFlags,
  name: string,
  option?: string,
): Promise<Answer<Data>> {
  if (option === undefined) return overview(context, flags, name)
  const { host, explanation, nix, user, module } = await explainOption(context, flags, name, option)
  const said = saidBelow(host, explanation.path, user)
  const error =
    said !== undefined && 'error' in said ? said.error : said === undefined ? explanation.error : undefined
  if (error !== undefined && error.code !== 'no-value') return { diagnostics: [error], exit: exitCodes.fleet }
  const value =
    said !== undefined && 'value' in said
      ? said.value
      : explanation.type === undefined
        ? undefined
        : explanation.value
  const shown = value === undefined ? '' : nix.text(value)
  const path = nix.path(explanation.path)
  const data = {
    host: name,
    user,
    path,
    type: explanation.type,
    module,
    defined: isSaid(explanation),
    value: nix.data(value),
    nix: shown,
  }
  return { data, diagnostics: [] }
}

function isSaid({ isDefined, definitions }: Explanation): boolean {
  return definitions.length === 0 ? isDefined : definitions.some(({ isDefault }) => !isDefault)
}

async function overview(context: CliContext, flags: OptionFlags, name: string): Promise<Answer<Overview>> {
  const { host, resolved } = await findHost(context, flags, name)
  // What went wrong may be why something is missing here.
  const diagnostics: readonly Diagnostic[] = resolved.diagnostics.filter(
    (diagnostic) => diagnostic.host === undefined || diagnostic.host === name,
  )
  return { data: overviewOf(host, flags.user), diagnostics }
}

function render(data: Data, context: CliContext): string {
  if (!('path' in data)) return renderOverview(data, context)
  const { quiet } = context.style.stdout
  const type = data.type === undefined ? '' : `${quiet(text.type(data.type))}\n`
  const value = data.nix === '' ? '' : `${data.path} = ${data.nix};\n`
  const notSaid = data.module === undefined ? text.notSaid : text.defaultCounts
  return `${type}${data.defined ? '' : `${quiet(notSaid(data.path))}\n`}${value}`
}

const show: CommandFunction<OptionFlags, [string, string?]> = command({ compute, render })

export default show
