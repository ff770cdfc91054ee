import type { Diagnostic } from '../../fleet/problem.ts'

/** The same thing said of one or more hosts: a mistake in a profile is one mistake. */
export interface Group {
  readonly diagnostic: Diagnostic
  /** In the order of the fleet; none where it is about no host. */
  readonly hosts: readonly string[]
}

/** Diagnostics that differ in their host alone are shown once, where the first of them stood. */
export function groupDiagnostics(diagnostics: readonly Diagnostic[]): readonly Group[] {
  const groups = new Map<string, { diagnostic: Diagnostic; hosts: string[] }>()
  for (const diagnostic of diagnostics) {
    const { host, ...rest } = diagnostic
    const key = JSON.stringify(rest)
    const group = groups.get(key) ?? { diagnostic, hosts: [] }
    if (host !== undefined && !group.hosts.includes(host)) group.hosts.push(host)
    groups.set(key, group)
  }
  return [...groups.values()]
}
