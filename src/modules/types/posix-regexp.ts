const classes: { readonly [name: string]: string } = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
}

/**
 * An extended regular expression of POSIX as one of JavaScript that matches whole strings, as
 * `builtins.match` does. Throws `SyntaxError` where it is none.
 */
export function posixRegExp(pattern: string): RegExp {
  let out = ''
  let index = 0
  while (index < pattern.length) {
    const char = pattern[index]!
    if (char === '[') {
      const [text, next] = bracket(pattern, index)
      out += text
      index = next
    } else if (char === '\\') {
      const escaped = pattern[index + 1]
      if (escaped === undefined) throw new SyntaxError(`pattern ends in a backslash: ${pattern}`)
      out += /[a-zA-Z0-9]/.test(escaped) ? escaped : `\\${escaped}`
      index += 2
    } else if (char === '.') {
      out += '[^]'
      index++
    } else if (char === '(' && pattern[index + 1] !== '?') {
      out += '(?:'
      index++
    } else if (char === '}' || char === '{') {
      const bound = /^\{\d*(,\d*)?\}/.exec(pattern.slice(index))
      out += bound === null ? `\\${char}` : bound[0].replace('{,', '{0,')
      index += bound === null ? 1 : bound[0].length
    } else {
      out += char === '/' ? '\\/' : char === ']' ? '\\]' : char
      index++
    }
  }
  return new RegExp(`^(?:${out})$`)
}

function bracket(pattern: string, start: number): [text: string, next: number] {
  let index = start + 1
  let out = '['
  if (pattern[index] === '^') {
    out += '^'
    index++
  }
  const first = index
  for (; index < pattern.length; index++) {
    const char = pattern[index]!
    if (char === ']' && index > first) return [`${out}]`, index + 1]
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(index))
    if (named !== null) {
      out += classes[named[1]!] ?? ''
      index += named[0].length - 1
    } else out += char === '[' || char === ']' || char === '\\' || char === '^' ? `\\${char}` : char
  }
  throw new SyntaxError(`bracket is not closed: ${pattern}`)
}
