import { parseNix } from './parse/index.ts'

/** What comes of layout, comments and spelling alone. */
const meaningless: ReadonlySet<string> = new Set([
  'above',
  'around',
  'before',
  'bodyBelow',
  'cut',
  'last',
  'multiline',
  'quoted',
  'source',
])

/** The tree of a text without its layout, to compare what texts mean. */
export function meaning(text: string): unknown {
  const parsed = parseNix(text, { pipes: true, trivia: 'comments' })
  if ('error' in parsed) throw new Error(`${parsed.error.line}: ${parsed.error.message} in\n${text}`)
  return withoutLayout(parsed.expression)
}

function withoutLayout(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutLayout)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).filter(([key]) => !meaningless.has(key))
  const made = Object.fromEntries(entries.map(([key, value]) => [key, withoutLayout(value)]))
  return made['kind'] === 'indentedString' ? { ...made, kind: 'string' } : made
}

/**
 * How often each character stands in a text, but for those of which the layout decides: blanks, the marks of comments
 * and strings, and the comma behind the last argument. No comment can be lost without one of the others.
 */
export function characters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const char of text.replace(/[\s#*/,"'\\$]/g, '')) counts.set(char, (counts.get(char) ?? 0) + 1)
  return counts
}
