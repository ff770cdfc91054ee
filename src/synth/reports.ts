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
    complain({ code, message, hint, valuePath }, place, host, user) {
      const at = place()
      add({
        code,
        severity: 'error',
        message,
        at: at === undefined ? [] : [at],
        ...(hint !== undefined && { hint }),
        ...(valuePath && { valuePath }),
        ...(host !== undefined && { host }),
        ...(user !== undefined && { user }),
      })
    },
    all: () => [...known.values()],
  }
}
