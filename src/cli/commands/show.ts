import type { DefaultFacts, Explanation } from '../../fleet/explain.ts'
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
  /** Of an option that the fleet says nothing of. */
  readonly default?: DefaultFacts | undefined
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
  const defined = isSaid(explanation)
  const value = said !== undefined && 'value' in said ? said.value : ownValue(explanation, defined)
  const shown = value === undefined ? '' : nix.text(value)
  const path = nix.path(explanation.path)
  const data = {
    host: name,
    user,
    path,
    type: explanation.type,
    module,
    defined,
    ...(!defined && { default: explanation.default }),
    value: nix.data(value),
    nix: shown,
  }
  return { data, diagnostics: [] }
}

/** What an option comes to of which the fleet may say nothing; nothing where only NixOS knows that. */
function ownValue({ type, value, default: own }: Explanation, defined: boolean): unknown {
  return type === undefined || (!defined && own?.literal === false) ? undefined : value
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
  return `${type}${data.defined ? '' : `${quiet(notSaid(data))}\n`}${value}`
}

function notSaid({ module, type, path, default: own }: Shown): string {
  if (module !== undefined) return text.defaultCounts(path)
  if (type === undefined) return text.notSaid(path)
  return own === undefined ? text.noDefault(path) : text.foreignDefault(own, path)
}

const show: CommandFunction<OptionFlags, [string, string?]> = command({ compute, render })

export default show
