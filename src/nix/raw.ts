import { NixSyntaxError } from './error.ts'
import { isIdentifier } from './names.ts'

const identifier = String.raw`[A-Za-z_][\w'-]*`
const skipped = new RegExp(
  // A URI first, since it can contain quotes, then what a quote may be part of, then comments.
  String.raw`[A-Za-z][A-Za-z0-9+.-]*:[\w%/?:@&=+$,.!~*'-]+|${identifier}|#[^\n]*|/\*[\s\S]*?\*/`,
  'y',
)
const quotedText = /(?:\\[\s\S]|\$(?!\{)|[^"\\$])+/y
const indentedText = /(?:''\$|'''|''\\[\s\S]|\$(?!\{)|'(?!')|[^'$])+/y
const closing: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '${': '}',
  '"': '"',
  "''": "''",
}

/** The text, or a {@link NixSyntaxError} if it is empty or leaves a bracket, string or comment open. */
export function checkRaw(text: string): string {
  if (text.trim() === '') throw new NixSyntaxError('raw Nix is empty')
  const problem = scan(text).problem
  if (problem !== undefined)
    throw new NixSyntaxError(`raw Nix ${problem}: ${JSON.stringify(text.slice(0, 60))}`)
  return text
}

/**
 * How raw text holds together. `closed`: one unit wherever it stands, a variable, a string or a bracket. `selection`:
 * `a.b`. `open`: it may be anything.
 */
export function rawShape(text: string): 'closed' | 'selection' | 'open' {
  const names = text.trim().split('.')
  if (names.every(isIdentifier)) return names.length === 1 ? 'closed' : 'selection'
  return scan(text.trim()).closed ? 'closed' : 'open'
}

/** Whether what follows the text on its last line would be taken for a comment. */
export function endsInComment(text: string): boolean {
  return scan(text).endsInComment
}

interface Scan {
  readonly problem?: string
  /** The first character opens what the last one closes. */
  readonly closed: boolean
  readonly endsInComment: boolean
}

function scan(text: string): Scan {
  const open: string[] = []
  let at = 0
  let closedAt = -1
  let endsInComment = false
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  while (at < text.length) {
    const inside = open.at(-1)
    const plain = match(inside === '"' ? quotedText : inside === "''" ? indentedText : skipped)
    if (plain !== undefined) {
      at += plain.length
      endsInComment = plain.startsWith('#') && at === text.length
      continue
    }
    const inString = inside === '"' || inside === "''"
    const two = text.slice(at, at + 2)
    const token = two === '${' || (two === "''" && inside !== '"') ? two : text.charAt(at)
    if (two === '/*' && !inString) return { problem: 'has an open comment', closed: false, endsInComment }
    if (inside !== undefined && token === closing[inside]) {
      open.pop()
      at += token.length
      if (open.length === 0 && closedAt === -1) closedAt = at
      continue
    }
    if (token in closing && (!inString || token === '${')) open.push(token)
    else if (!inString && /[)\]}]/.test(token))
      return { problem: `closes ${token} that is not open`, closed: false, endsInComment }
    at += token.length
  }
  const last = open.at(-1)
  if (last !== undefined) return { problem: `leaves ${last} open`, closed: false, endsInComment }
  return { closed: closedAt === text.length && /^["'([{]/.test(text), endsInComment }
}
