import { NixSyntaxError } from './error.ts'

const literal = /^(?:~|\.{1,2})?(?:\/[A-Za-z0-9._+-]+)+$/

/** Whether Nix reads `text` as a path literal. */
function isPathLiteral(text: string): boolean {
  return literal.test(text)
}

/** The path, or a {@link NixSyntaxError} that says what is wrong and what can be written instead. */
export function checkPath(text: string): string {
  if (isPathLiteral(text)) return text
  throw new NixSyntaxError(`${JSON.stringify(text)} is no path literal in Nix: ${reason(text)}`)
}

function reason(text: string): string {
  if (!/^(?:~\/|\.{1,2}(?:\/|$)|\/)/.test(text)) return 'it must begin with ./ ../ / or ~/'
  if (text.endsWith('/') || text === '.' || text === '..')
    return `write ${text.replace(/\/+$/, '')}/. for the directory itself`
  if (text.includes('//')) return 'it has an empty segment'
  return 'a segment may hold letters, digits and . _ + - only; append the rest as a string, ./. + "/…"'
}
