import { errorData } from '../modules/index.ts'
import type { Diagnostic, DiagnosticPlace } from './problem.ts'

/** An error of the module system as a diagnostic, with the places of all definitions it is about. */
export function fromModuleError(
  error: unknown,
  where: { readonly host: string; readonly user: string | undefined },
): Diagnostic {
  const data = errorData(error)
  const at = data.definitions.flatMap(({ at }): DiagnosticPlace[] => {
    const place = typeof at === 'function' ? at() : at
    return place === undefined ? [] : [place]
  })
  const suggestions = data.suggestions?.map((path) => path.join('.')) ?? []
  const hint =
    data.hint ?? (suggestions.length === 0 ? undefined : `Did you mean ${suggestions.join(' or ')}?`)
  return {
    code: data.code,
    severity: 'error',
    message: data.message,
    path: data.path.join('.'),
    host: where.host,
    ...(where.user === undefined ? {} : { user: where.user }),
    at,
    ...(hint === undefined ? {} : { hint }),
  }
}
