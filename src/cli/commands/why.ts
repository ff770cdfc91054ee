import type { DefaultFacts, ExplainedDefinition, Explanation } from '../../fleet/explain.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { showPath } from '../../modules/show-path.ts'
import type { Answer } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { explainOption, type OptionFlags } from '../explain.ts'
import { definedPaths } from '../option-paths.ts'
import { type CommandFunction, command } from '../present.ts'
import { shownPlace } from '../render/paths.ts'
import { saidBelow } from '../said.ts'
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
  readonly default?: DefaultFacts | undefined
  /** Of a group: the options in it that the fleet defines. */
  readonly options?: readonly string[]
  readonly definitions: readonly Said[]
}

async function compute(
  context: CliContext,
  flags: OptionFlags,
  name: string,
  option: string,
): Promise<Answer<Why>> {
  const { host, explanation, nix, places, user } = await explainOption(context, flags, name, option)
  const definitions = explanation.definitions
    .map(({ by, priority, order, state, isDefault, value }, index) => ({
      by,
      at: places[index],
      priority,
      order,
      state,
      isDefault,
      value: nix.data(value),
      nix: isDefault && explanation.default?.literal === false ? '' : nix.text(value),
    }))
    .sort((a, b) => rank(a) - rank(b))
  const group = explanation.type === undefined && definitions.length === 0
  const said = group ? saidBelow(host, explanation.path, user) : undefined
  const value = !group ? explanation.value : said !== undefined && 'value' in said ? said.value : undefined
  const known = explanation.error === undefined && value !== undefined && !onlyComputed(explanation)
  return {
    data: {
      host: name,
      user,
      path: nix.path(explanation.path),
      type: explanation.type,
      ...(known && { nix: nix.text(value) }),
      ...(group && { options: optionsBelow(host, explanation.path, user) }),
      default: explanation.default,
      definitions,
    },
    diagnostics: explanation.error === undefined ? [] : [explanation.error],
  }
}

/** The options below a path that the host's definitions speak of. */
function optionsBelow(
  host: ResolvedHost,
  path: readonly string[],
  user: string | undefined,
): readonly string[] {
  const prefix = `${showPath(path)}.`
  return definedPaths(host, user).filter((other) => other.startsWith(prefix))
}

/** Whether all there is to know is a default that NixOS computes. */
function onlyComputed({ default: own, definitions }: Explanation): boolean {
  return own?.literal === false && definitions.every(({ isDefault }) => isDefault)
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
  if (why.options?.length) lines.push('', quiet(text.groupHolds), ...why.options.map((path) => `  ${path}`))
  for (const said of why.definitions) lines.push('', ...renderSaid(said, why.default, context))
  return `${lines.join('\n')}\n`
}

/**
 * ```
 * ✓ host web  hosts/web/default.ts:12:7
 *     priority 50 (mkForce): counts
 *     "no"
 * ```
 */
function renderSaid(
  said: Said,
  own: DefaultFacts | undefined,
  { style, directory }: CliContext,
): readonly string[] {
  const { good, quiet, warning, place, strong } = style.stdout
  const mark = said.state === 'counts' ? good('✓') : said.state === 'maybe' ? warning('?') : quiet('✗')
  const declared = said.isDefault ? own?.declared : undefined
  const at = said.at === undefined ? declared : shownPlace(said.at, directory)
  const where = at === undefined ? '' : `  ${place(at)}`
  const order = said.order === 1000 ? '' : `, ${text.order(said.order)}`
  return [
    `${mark} ${strong(said.isDefault ? text.default(own) : said.by)}${where}`,
    `    ${quiet(`${text.priority(said.priority)}${order}: ${text.states[said.state]}`)}`,
    ...(said.nix === '' ? quiet(text.computedDefault) : said.nix).split('\n').map((line) => `    ${line}`),
  ]
}

const why: CommandFunction<OptionFlags, [string, string]> = command({ compute, render })

export default why
