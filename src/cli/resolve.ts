import { errorPlace } from '../fleet/place.ts'
import { type Diagnostic, FleetError } from '../fleet/problem.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import { Stop } from './answer.ts'
import type { CliContext } from './context.ts'
import { exitCodes } from './exit.ts'
import { describeThrown } from './load/failure.ts'
import { type Loaded, loadFleet } from './load/load.ts'

/** A fleet that was read and whose functions have run. */
export interface Resolved extends Loaded {
  readonly resolved: ResolvedFleet
}

/** Reads the fleet and runs its functions. What goes wrong in them stands in `resolved.diagnostics`. */
export async function resolve(context: CliContext, named: string | undefined): Promise<Resolved> {
  const loaded = await loadFleet(context, named)
  const { resolveFleet } = await import('../fleet/resolve.ts')
  try {
    return { ...loaded, resolved: resolveFleet(loaded.fleet) }
  } catch (error) {
    // Without a line of the user's it was not the user's code that threw.
    if (!(error instanceof FleetError) && errorPlace(error) === undefined) throw error
    throw new Stop(exitCodes.fleet, describeThrown(error, context.files, loaded.file))
  }
}

/** The same, with all that is found wrong: on the way, and by the checks. */
export async function resolveChecked(
  context: CliContext,
  named: string | undefined,
): Promise<Resolved & { readonly diagnostics: readonly Diagnostic[] }> {
  const result = await resolve(context, named)
  const { checkFleet } = await import('../check/index.ts')
  return { ...result, diagnostics: [...result.resolved.diagnostics, ...checkFleet(result.resolved)] }
}
