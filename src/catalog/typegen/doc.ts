import type { OptionFacts } from '../facts.ts'
import { comment, shownDefault } from './text.ts'

/** The lines of an option's doc comment: its type in plain words, its default, and what is special about it. */
export function docOf(option: OptionFacts): readonly string[] {
  const shown = shownDefault(option.default)
  const text = [
    `${comment(option.type)}.`,
    shown && `Default: ${shown}.`,
    option.readOnly && 'Computed by NixOS: it can be read and not set.',
    option.internal && 'Internal.',
  ]
  const lines = [text.filter(Boolean).join(' ')]
  if (option.aliasOf !== undefined) lines.push(`@deprecated Renamed to \`${comment(option.aliasOf)}\`.`)
  return lines
}
