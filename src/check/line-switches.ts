/** A comment that turns off a code: `// panther-ignore ssh-open-everywhere: the jump host`. */
export interface LineSwitch {
  readonly code: string
  readonly reason: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** The line it is about: its own, or the next one with code where it stands alone. */
  readonly covers: number
}

/** What such a comment begins with. */
export const switchWord = 'panther-ignore'

const comment = /^(.*?)\/\/\s*panther-ignore\b[ \t]*([^\s:]*)\s*:?(.*)$/

/** The switches in a file of TypeScript. */
export function lineSwitches(file: string, text: string): readonly LineSwitch[] {
  if (!text.includes(switchWord)) return []
  const lines = text.split(/\r?\n/)
  return lines.flatMap((content, index): LineSwitch[] => {
    const [, before, code, reason] = comment.exec(content) ?? []
    if (before === undefined || code === undefined || reason === undefined) return []
    return [
      {
        code,
        reason: reason.trim(),
        file,
        line: index + 1,
        column: before.length + 1,
        covers: before.trim() === '' ? nextCode(lines, index + 1) : index + 1,
      },
    ]
  })
}

/** The first line from there on, counted from 1, that is neither empty nor a comment. */
function nextCode(lines: readonly string[], from: number): number {
  const found = lines.findIndex((line, index) => index >= from && !/^\s*($|\/\/)/.test(line))
  return (found < 0 ? from : found) + 1
}
