import type { Style } from '../render/style.ts'
import { text } from '../text/diff.ts'
import type { Change, HostDiff, ModelDiff, OptionDiff } from './compare.ts'

/** The difference for people: hosts with the same changes are shown together. */
export function renderDiff(diff: ModelDiff, style: Style, shownPlace: (at: At) => string): string {
  const groups = Map.groupBy(diff.hosts, ({ host: _, ...rest }) => JSON.stringify(rest))
  const blocks = [...groups.values()].map((hosts) => renderHosts(hosts, style, shownPlace))
  if (diff.files.length > 0) {
    const lines = diff.files.map(({ path, change }) => `  ${mark(change, style)} ${path}`)
    blocks.push([style.strong(text.files), ...lines].join('\n'))
  }
  return `${blocks.join('\n\n')}\n`
}

type At = NonNullable<OptionDiff['after'][number]['at']>

function renderHosts(hosts: readonly HostDiff[], style: Style, shownPlace: (at: At) => string): string {
  const [first] = hosts
  const { change, facts, options } = first!
  const note = change === 'changed' ? '' : `  ${style.quiet(text[change])}`
  const lines = [`${style.strong(text.hosts(hosts.map(({ host }) => host)))}${note}`]
  for (const { name, before, after } of facts) {
    lines.push(
      `  ${mark('changed', style)} ${name}: ${style.error(factText(before))} → ${style.good(factText(after))}`,
    )
  }
  for (const option of options) lines.push(...renderOption(option, style, shownPlace))
  return lines.join('\n')
}

function factText(value: unknown): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * ```
 *   ~ services.openssh.ports  hosts/web/default.ts:12:7
 *     - [ 22 ]
 *     + [ 2222 ]
 * ```
 */
function renderOption(
  { path, change, before, after, default: own }: OptionDiff,
  style: Style,
  shownPlace: (at: At) => string,
): readonly string[] {
  // What stays of several definitions is not shown.
  const stays = new Set(
    before.map(({ text }) => text).filter((text) => after.some((other) => other.text === text)),
  )
  const reordered = stays.size === new Set([...before, ...after].map(({ text }) => text)).size
  const differing = (definitions: OptionDiff['before']): OptionDiff['before'] =>
    reordered ? definitions : definitions.filter(({ text }) => !stays.has(text))
  const at = (differing(after)[0] ?? differing(before)[0])?.at
  const where = at === undefined || change === 'removed' ? '' : `  ${style.place(shownPlace(at))}`
  return [
    `  ${mark(change, style)} ${path}${where}`,
    ...(change === 'added' ? undefinedAs(own, '-', style.error, style) : []),
    ...differing(before).flatMap(({ text }) => indented('-', text, style.error)),
    ...differing(after).flatMap(({ text }) => indented('+', text, style.good)),
    ...(change === 'removed' ? undefinedAs(own, '+', style.good, style) : []),
  ]
}

function undefinedAs(
  own: OptionDiff['default'],
  sign: string,
  colour: (text: string) => string,
  style: Style,
): readonly string[] {
  if (own === undefined) return []
  const lines = indented(sign, own.text, colour)
  return [...lines.slice(0, -1), `${lines.at(-1)}  ${style.quiet(text.default)}`]
}

function indented(sign: string, text: string, colour: (text: string) => string): readonly string[] {
  return text.split('\n').map((line, index) => `    ${colour(`${index === 0 ? sign : ' '} ${line}`)}`)
}

function mark(change: Change, { good, warning, error }: Style): string {
  return change === 'added' ? good('+') : change === 'removed' ? error('-') : warning('~')
}
