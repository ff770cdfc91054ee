/** What is wrong with a text of TOML, and at which character. */
export interface TomlFault {
  readonly message: string
  readonly at: number
  /** Said below the place. */
  readonly note: string
}

const token = new RegExp(
  [
    String.raw`"""(?:[^"\\]+|\\[\s\S]|"{1,2}(?!"))*"{3,5}`,
    `'''(?:[^']+|'{1,2}(?!'))*'{3,5}`,
    String.raw`"(?:[^"\\]+|\\.)*"`,
    `'[^']*'`,
    String.raw`#[^\n]*`,
    String.raw`[=,{}[\]\n]`,
    String.raw`[^\s"'#=,{}[\]]+`,
  ].join('|'),
  'g',
)
const newEscape = /(?<!\\)(?:\\\\)*\\([ex])/
const decimal = /^[+-]?[0-9_]+$/
const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/**
 * What TOML 1.0 and Nix do not take of a text that is TOML 1.1: line breaks, comments and a comma at the end in an inline
 * table, the escapes `\e` and `\x`, and decimal integers of more than 64 bits.
 */
export function faultOfToml(text: string): TomlFault | undefined {
  // The brackets that are open: of inline tables, of arrays, of a table's name.
  const open: ('{' | '[' | 'name')[] = []
  let last = '\n'
  for (const { 0: found, index } of text.matchAll(token)) {
    const inTable = open.at(-1) === '{'
    const isValue = last === '=' || (open.at(-1) === '[' && (last === '[' || last === ',' || last === '\n'))
    if (found === '{') open.push('{')
    else if (found === '[') open.push(isValue ? '[' : 'name')
    else if (found === ']') open.pop()
    else if (found === '}') {
      if (last === ',') return fault('an inline table ends in a comma', index, 'must follow a value')
      open.pop()
    } else if (found === '\n' || found.startsWith('#')) {
      if (inTable) return fault('an inline table goes over several lines', index, 'must be on one line')
      if (found !== '\n' || open.length > 0) continue
    } else if (found.startsWith('"')) {
      const escaped = newEscape.exec(found)
      if (escaped)
        return fault(
          `a string has the escape '\\${escaped[1]}'`,
          index + escaped.index + escaped[0].length - 1,
          'must be one of b, t, n, f, r, u, U, " and \\',
        )
    } else if (isValue && decimal.test(found) && isTooLarge(found))
      return {
        message: 'toml::parse_dec_integer: too large integer: current max digits = 2^63',
        at: index + found.length,
        note: 'must be < 2^63',
      }
    last = found
  }
  return undefined
}

function isTooLarge(digits: string): boolean {
  const value = BigInt(digits.replaceAll(/[+_]/g, ''))
  return value < lowest || value > highest
}

function fault(what: string, at: number, note: string): TomlFault {
  return { message: `TOML 1.0 does not allow that ${what}`, at, note }
}

/** A fault with the line that it stands on, as Nix shows one. */
export function showTomlFault(text: string, { message, at, note }: TomlFault): string {
  const before = text.slice(0, at)
  const begin = before.lastIndexOf('\n') + 1
  const number = String(before.split('\n').length)
  const line = text.slice(begin).split(/\r?\n/, 1)[0]!
  const margin = ' '.repeat(number.length)
  const mark = `${' '.repeat(at - begin)}^-- ${note}`
  return `[error] ${message}\n${margin}--> fromTOML\n${margin}  |\n ${number} | ${line}\n${margin}  | ${mark}`
}
