import type { Diagnostic } from '../../fleet/problem.ts'

/** One mistake, with all hosts that have it: `host` is the first of them. */
export interface GroupedDiagnostic extends Diagnostic {
  /** In the order of the fleet; absent where it is about no host. */
  readonly hosts?: readonly string[]
}

/** A mistake in a profile is one mistake, however many hosts have it: it is said where the first of them stood. */
export function groupDiagnostics(diagnostics: readonly Diagnostic[]): readonly GroupedDiagnostic[] {
  const groups = new Map<string, { readonly first: Diagnostic; readonly hosts: string[] }>()
  for (const diagnostic of diagnostics) {
    const key = identity(diagnostic)
    const group = groups.get(key) ?? { first: diagnostic, hosts: [] }
    if (diagnostic.host !== undefined && !group.hosts.includes(diagnostic.host))
      group.hosts.push(diagnostic.host)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ first, hosts }) => (hosts.length === 0 ? first : { ...first, hosts }))
}

/** The same where only the host differs, which the message may name. */
function identity({ code, message, path, user, host, at }: Diagnostic): string {
  const text =
    host === undefined ? message : message.replaceAll(new RegExp(`(?<![\\w-])${host}(?![\\w-])`, 'g'), '')
  const places = at.map(({ file, line, column }) => [file, line, column])
  // Without a place and with another text nothing says that it is the same.
  return JSON.stringify([code, places.length === 0 ? message : text, path, user, places])
}
