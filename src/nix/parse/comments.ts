/** The column of an offset, from 0: a character each, tabs up to the next multiple of eight. */
export function columnOf(text: string, at: number): number {
  let column = 0
  for (const char of text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
    column += char === '\t' ? 8 - (column % 8) : 1
  return at === 0 ? 0 : column
}

/**
 * The lines of a block comment that begins at a column, from 0, without the indentation and the column of stars that
 * they have in common, and without blank lines at both ends.
 */
export function blockLines(content: string, column: number): readonly string[] {
  const [first = '', ...others] = withoutBlankEnd(content.split(/\r?\n/).map((line) => line.trimEnd()))
  const star = `${' '.repeat(column)} *`
  const starred = others.every((line) => line.startsWith(star))
  const lines = withoutBlankEnd([
    first,
    ...others.map((line) => (starred ? ' '.repeat(column) + line.slice(star.length) : line).trimEnd()),
  ])
  // What follows the opening directly is aligned with it.
  const widest = column + (first.startsWith(' ') ? 3 : 2)
  const rest = lines.slice(1)
  const common = rest
    .filter((line) => /[^ ]/.test(line))
    .reduce((least, line) => Math.min(least, /^ */.exec(line)![0].length), widest)
  const shifted = rest.map((line) =>
    line.startsWith(' '.repeat(common)) ? line.slice(common) : line.trimStart(),
  )
  const all = lines.length === 0 ? [] : [lines[0]!.trim(), ...shifted]
  const begin = all.findIndex((line) => line !== '')
  return begin === -1 ? [] : all.slice(begin)
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, end + 1)
}

/** The language that a block comment names for the string that follows it at `end`. */
export function languageOf(lines: readonly string[], text: string, end: number): string | undefined {
  const [content = '', ...others] = lines
  const language = content.trim()
  if (others.length > 0 || !/^[\p{L}\p{N}_.+-]{1,30}$/u.test(language)) return undefined
  stringAhead.lastIndex = end
  return stringAhead.test(text) ? language : undefined
}

const stringAhead = /[ \t]*(?:\r?\n)?[ \t]*(?:"|'')/y
