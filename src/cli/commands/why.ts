import type { ExplainedDefinition } from '../../fleet/explain.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { explainOption, type OptionFlags } from '../explain.ts'
import { type CommandFunction, command } from '../present.ts'
import { shownPlace } from '../render/paths.ts'
import { text } from '../text/explain.ts'

interface Said {
  /** Who says it: `profile server`, `host web`. */
  readonly by: string
  readonly at?: DiagnosticPlace | undefined
  readonly priority: number
  readonly order: number
  readonly state: ExplainedDefinition['state']
  readonly isDefault: boolean
  readonly value: unknown
  readonly nix: string
}

interface Why {
  readonly host: string
  readonly user?: string | undefined
  readonly path: string
  readonly type?: string | undefined
  /** What all of it comes to, as Nix; nothing where that is an error. */
  readonly nix?: string
  readonly definitions: readonly Said[]
}

async function compute(
  context: CliContext,
  flags: OptionFlags,
  name: string,
  option: string,
): Promise<Answer<Why>> {
  const { explanation, nix, places, user } = await explainOption(context, flags, name, option)
  const definitions = explanation.definitions
    .map(({ by, priority, order, state, isDefault, value }, index) => ({
      by,
      at: places[index],
      priority,
      order,
      state,
      isDefault,
      value: nix.data(value),
      nix: nix.text(value),
    }))
    .sort((a, b) => rank(a) - rank(b))
  const result =
    explanation.error === undefined && explanation.value !== undefined
      ? { nix: nix.text(explanation.value) }
      : {}
  return {
    data: {
      host: name,
      user,
      path: nix.path(explanation.path),
      type: explanation.type,
      ...result,
      definitions,
    },
    diagnostics: explanation.error === undefined ? [] : [explanation.error],
  }
}

/** What counts comes first, as it merges; then the rest, the strongest first. */
function rank({ state, priority }: Pick<Said, 'state' | 'priority'>): number {
  return state === 'counts' || state === 'maybe' ? -1 : priority
}

function render(why: Why, context: CliContext): string {
  const { strong, quiet } = context.style.stdout
  const lines: string[] = []
  if (why.type !== undefined) lines.push(quiet(text.type(why.type)))
  if (why.nix !== undefined) lines.push(`${strong(why.path)} = ${why.nix};`)
  if (why.definitions.length === 0 && why.nix === undefined) lines.push(text.notSaid(why.path))
  for (const said of why.definitions) lines.push('', ...renderSaid(said, context))
  return `${lines.join('\n')}\n`
}

/**
 * ```
 * ✓ host web  hosts/web/default.ts:12:7
 *     priority 50 (mkForce): counts
 *     "no"
 * ```
 */
function renderSaid(said: Said, { style, directory }: CliContext): readonly string[] {
  const { good, quiet, warning, place, strong } = style.stdout
  const mark = said.state === 'counts' ? good('✓') : said.state === 'maybe' ? warning('?') : quiet('✗')
  const where = said.at === undefined ? '' : `  ${place(shownPlace(said.at, directory))}`
  const order = said.order === 1000 ? '' : `, ${text.order(said.order)}`
  return [
    `${mark} ${strong(said.isDefault ? text.default : said.by)}${where}`,
    `    ${quiet(`${text.priority(said.priority)}${order}: ${text.states[said.state]}`)}`,
    ...said.nix.split('\n').map((line) => `    ${line}`),
  ]
}

const why: CommandFunction<OptionFlags, [string, string]> = command({ compute, render })

export default why
