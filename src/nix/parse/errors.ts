/** What is wrong with a text of Nix, and where. */
export interface NixParseError {
  /** In the words of Nix. */
  readonly message: string
  /** In UTF-16 units from the beginning. */
  readonly offset: number
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

/** Ends the parsing of a text; never leaves this folder. */
export class ParseFailure extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** Line and column of an offset, both from 1. A line ends in LF, CR or both. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  let line = 1
  let begin = 0
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at)
    if (code !== 10 && (code !== 13 || text.charCodeAt(at + 1) === 10)) continue
    line++
    begin = at + 1
  }
  return { line, column: offset - begin + 1 }
}

/** `a`, or `"a b"` as Nix shows such a name in a message. */
export function shownName(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name)
}

const widest = 100

/** The line that an error stands on, numbered, with a mark below its place. */
export function excerpt(text: string, { line, column }: Pick<NixParseError, 'line' | 'column'>): string {
  const whole = text.split(/\r\n|\r|\n/)[line - 1] ?? ''
  const from = column <= widest ? 0 : column - (widest >> 1)
  const shown = whole.slice(from, from + widest).trimEnd()
  const below = shown
    .slice(0, column - 1 - from)
    .replace(/[^\t]/g, ' ')
    .padEnd(column - 1 - from)
  const number = String(line)
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${below}^`
}
