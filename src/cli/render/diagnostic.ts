import type { Diagnostic } from '../../fleet/problem.ts'
import type { Files } from '../files.ts'
import { text } from '../text/output.ts'
import { renderExcerpt } from './excerpt.ts'
import { type GroupedDiagnostic, groupDiagnostics } from './group.ts'
import { shownPlace } from './paths.ts'
import type { Style } from './style.ts'

/** What the look of diagnostics depends on. */
export interface Look {
  readonly style: Style
  readonly files: Files
  readonly directory: string
  readonly width: number
}

/** All diagnostics for people, with a blank line between them. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], look: Look): string {
  return groupDiagnostics(diagnostics)
    .map((group) => renderGroup(group, look))
    .join('\n')
}

/**
 * One diagnostic:
 *
 * ```
 * error[conflict] web: services.nginx.port has two values.
 *   hosts/web/default.ts:4:7  80 here
 *   4 |   port: 80,
 *     |   ^^^^
 *   hint: mkForce(80) wins over the other.
 * ```
 */
function renderGroup(diagnostic: GroupedDiagnostic, look: Look): string {
  const { style } = look
  const { hosts = [] } = diagnostic
  const mark = diagnostic.severity === 'error' ? style.error : style.warning
  const about = hosts.length === 0 ? '' : ` ${text.about(hosts, diagnostic.user)}:`
  const [message, ...more] = diagnostic.message.split('\n')
  const lines = [
    `${mark(style.strong(`${diagnostic.severity}[${diagnostic.code}]`))}${about} ${style.strong(message!)}`,
  ]
  // Messages of the module system end with what their hint says.
  for (const line of more) if (line !== diagnostic.hint) lines.push(`  ${line}`)
  const before = diagnostic.at.length > 1 ? 0 : 1
  for (const place of diagnostic.at) {
    const label = place.label === undefined ? '' : `  ${place.label}`
    lines.push(`  ${style.place(shownPlace(place, look.directory))}${label}`)
    const source = look.files.read(place.file)
    if (source !== undefined)
      lines.push(...renderExcerpt({ source, place, style, mark, before, width: look.width }))
  }
  if (diagnostic.hint !== undefined) lines.push(...renderHint(diagnostic.hint, style))
  return `${lines.join('\n')}\n`
}

function renderHint(hint: string, style: Style): readonly string[] {
  const [first, ...more] = hint.split('\n')
  const indent = ' '.repeat(text.hint.length + 4)
  return [`  ${style.good(`${text.hint}:`)} ${first}`, ...more.map((line) => `${indent}${line}`)]
}
