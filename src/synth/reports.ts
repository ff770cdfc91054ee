import type { PlaceSource } from '../fleet/place.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { Complaint } from './scope.ts'

/** Collects what went wrong, each mistake once however many hosts it reaches. */
export interface Reports {
  readonly add: (diagnostic: Diagnostic) => void
  readonly complain: (complaint: Complaint, place: PlaceSource, host?: string, user?: string) => void
  readonly all: () => readonly Diagnostic[]
}

export function makeReports(): Reports {
  const known = new Map<string, Diagnostic>()
  const add = (diagnostic: Diagnostic): void => {
    const [at] = diagnostic.at
    const key = JSON.stringify([diagnostic.code, diagnostic.message, at?.file, at?.line, at?.column])
    if (!known.has(key)) known.set(key, diagnostic)
  }
  return {
    add,
    complain({ code, message, hint, valuePath = [], spot, inFile }, place, host, user) {
      const said = place()
      const by = said && { ...said, valuePath, ...(spot && { spot }) }
      add({
        code,
        severity: 'error',
        message,
        at: [inFile ?? [], by === undefined ? [] : inFile ? { ...by, label: 'imported here' } : by].flat(),
        ...(hint !== undefined && { hint }),
        ...(host !== undefined && { host }),
        ...(user !== undefined && { user }),
      })
    },
    all: () => [...known.values()],
  }
}
