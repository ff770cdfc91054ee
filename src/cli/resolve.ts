import { errorPlace } from '../fleet/place.ts'
import { type Diagnostic, FleetError } from '../fleet/problem.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import type { Flake } from '../synth/flake.ts'
import { Stop } from './answer.ts'
import { ownCatalogs } from './catalogs/own.ts'
import type { CliContext } from './context.ts'
import { exitCodes } from './exit.ts'
import { describeThrown } from './load/failure.ts'
import { filesWithSwitches } from './load/hook.ts'
import { type Loaded, loadFleet } from './load/load.ts'
import { placeLocator } from './render/locate.ts'

/** A fleet that was read and whose functions have run. */
export interface Resolved extends Loaded {
  readonly resolved: ResolvedFleet
}

/** Reads the fleet and runs its functions. What goes wrong in them stands in `resolved.diagnostics`. */
export async function resolve(context: CliContext, named: string | undefined): Promise<Resolved> {
  const loaded = await loadFleet(context, named)
  const { resolveFleet } = await import('../fleet/resolve.ts')
  const own = ownCatalogs(loaded.root, context.files)
  try {
    return { ...loaded, resolved: resolveFleet(loaded.fleet, own) }
  } catch (error) {
    // Without a line of the user's it was not the user's code that threw.
    if (!(error instanceof FleetError) && errorPlace(error) === undefined) throw error
    throw new Stop(exitCodes.fleet, describeThrown(error, context.files, loaded.file))
  }
}

/** A fleet with all that is wrong with it, and the flake that it makes. */
export interface Checked extends Resolved {
  readonly flake: Flake
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Finds all that is wrong: while functions run, by the checks, and where Nix cannot say what the fleet does. Nothing
 * is written.
 */
export async function resolveChecked(context: CliContext, named: string | undefined): Promise<Checked> {
  const result = await resolve(context, named)
  const { checkFleet, noSwitches, withoutIgnored } = await import('../check/index.ts')
  const { synthesize } = await import('../synth/synthesize.ts')
  const readText = (file: string) => context.files.read(file)
  const flake = synthesize(result.resolved, {
    root: result.root,
    readText,
    exists: (file) => context.files.isFile(file) || context.files.isFolder(file),
  })
  const found = [...result.resolved.diagnostics, ...checkFleet(result.resolved, readText)]
  const seen = new Set(found.map(identity))
  const all = [...found, ...flake.diagnostics.filter((each) => !seen.has(identity(each)))]
  const files = filesWithSwitches(result.file)
  const switches =
    files.length === 0
      ? noSwitches
      : { files, read: context.files.read, locate: await placeLocator(context.files) }
  const diagnostics = withoutIgnored(all, result.fleet, switches)
  return { ...result, flake, diagnostics }
}

function identity({ code, message, at: [first] }: Diagnostic): string {
  return JSON.stringify([code, message, first?.file, first?.line])
}
