import { fields } from '../select/selection.ts'

/** What is said about selections of hosts. */
export const text = {
  expectedTerm: 'A host, a pattern or tag:… is missing at the end.',
  termInsteadOf: (word: string): string =>
    `A host, a pattern or tag:… is missing before ${JSON.stringify(word)}.`,
  unclosed: 'This parenthesis is never closed.',
  unopened: 'This parenthesis was never opened.',
  joinWith: (word: string): string => `Write "and" or "or" before ${JSON.stringify(word)}.`,
  unknownField: (field: string, meant: string | undefined): string =>
    `Hosts have no ${JSON.stringify(field)} to select by${meant === undefined ? `: ${fields.join(', ')}.` : `. Did you mean ${meant}:?`}`,
  emptyPattern: (field: string): string => `Something must follow "${field}:".`,
  badExpression: (message: string): string => `--on cannot be read: ${message}`,
  unknownHost: (name: string): string => `The fleet has no host ${name}.`,
  nothingMatches: (selection: string): string => `No host matches ${selection}.`,
  didYouMean: (names: readonly string[]): string => `Did you mean ${names.join(' or ')}?`,
  hosts: (names: readonly string[]): string => `Its hosts: ${shorten(names)}.`,
  tags: (names: readonly string[]): string => `Tags of the fleet: ${shorten(names)}.`,
  classes: (names: readonly string[]): string => `Classes of the fleet: ${shorten(names)}.`,
  noHosts: 'The fleet has no hosts yet.',
} as const

function shorten(names: readonly string[]): string {
  return names.length <= 12
    ? names.join(', ')
    : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`
}
