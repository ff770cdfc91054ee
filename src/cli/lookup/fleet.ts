import type { Diagnostic } from '../../fleet/problem.ts'
import type { ResolvedFleet } from '../../fleet/resolved.ts'
import { Stop } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { resolve } from '../resolve.ts'

/** The fleet if there is one here: options can be looked up without. What is wrong with it is told and stops nothing. */
export async function fleetIfAny(
  context: CliContext,
  named: string | undefined,
): Promise<{ readonly resolved?: ResolvedFleet; readonly diagnostics: readonly Diagnostic[] }> {
  try {
    const { resolved } = await resolve(context, named)
    return { resolved, diagnostics: [] }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    const [first] = error.diagnostics
    if (named === undefined && first?.code === 'no-fleet') return { diagnostics: [] }
    if (first?.code === 'no-fleet') throw error
    return { diagnostics: error.diagnostics }
  }
}
