import type { Target } from '../../check/fix/edits.ts'
import type { Change, Diagnostic } from '../../fleet/problem.ts'

/** Something to change, once for each place that says it. */
export interface Todo {
  readonly diagnostic: Diagnostic
  readonly change: Change
  readonly target: Target
}

/** What the diagnostics ask to be changed. A mistake that many hosts have is one. */
export function todosOf(diagnostics: readonly Diagnostic[]): readonly Todo[] {
  const seen = new Set<string>()
  return diagnostics.flatMap((diagnostic) => {
    const { change } = diagnostic
    if (change === undefined) return []
    return diagnostic.at.flatMap(({ valuePath = [], spot, file, line, column }): readonly Todo[] => {
      const target = { place: { file, line, column }, valuePath, spot }
      const key = JSON.stringify([target, change])
      if (seen.has(key)) return []
      seen.add(key)
      return [{ diagnostic, change, target }]
    })
  })
}

/** What a change does, in words. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case 'key':
      return `${change.from.join('.')} became ${change.to.map((name) => name || '""').join('.')}.`
    case 'value':
      return `${JSON.stringify(change.from)} became ${JSON.stringify(change.to)}.`
    case 'name':
      return `${change.from.join('.')} became ${change.to.join('.')}.`
  }
}
