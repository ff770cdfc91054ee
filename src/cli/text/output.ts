/** What results are shown with. */
export const text = {
  hint: 'hint',
  about: (hosts: readonly string[], user: string | undefined): string =>
    `${names(hosts)}${user === undefined ? '' : `, user ${user}`}`,
  summary: (counts: {
    readonly errors: number
    readonly warnings: number
    readonly hosts: number
    readonly milliseconds: number
  }): string => {
    const found = [count(counts.errors, 'error'), count(counts.warnings, 'warning')].filter(
      (part) => !part.startsWith('no '),
    )
    const where = count(counts.hosts, 'host')
    const time = `(${Math.round(counts.milliseconds)} ms)`
    return found.length === 0
      ? `${where} checked: all is well ${time}`
      : `${where} checked: ${found.join(', ')} ${time}`
  },
  neverEnds: 'The fleet never finishes to load: it awaits something that does not come.',
  crashed: (message: string): string => `panther itself failed: ${message}`,
  crashedHint: 'This is a mistake in panther, not in your fleet. PANTHER_DEBUG=1 shows where it happened.',
  hostHeadings: ['HOST', 'SYSTEM', 'CLASS', 'TAGS', 'ADDRESS', 'PURPOSE'],
  noHosts: 'The fleet has no hosts yet.',
} as const

function names(hosts: readonly string[]): string {
  if (hosts.length <= 3) return hosts.join(', ')
  return `${hosts.slice(0, 2).join(', ')} and ${hosts.length - 2} more hosts`
}

/** `no errors`, `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`
}
