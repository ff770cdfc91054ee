import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import { checkHomeInNixos } from './home-in-nixos.ts'
import { checkHostCycles } from './host-cycles.ts'
import { checkInputs } from './inputs.ts'
import { checkOptions } from './options.ts'
import { checkRefs } from './refs.ts'

/** One thing that is looked for in a whole fleet. */
export type Check = (fleet: ResolvedFleet) => readonly Diagnostic[]

const checks: readonly Check[] = [
  (fleet) => fleet.impurities(),
  checkInputs,
  checkHostCycles,
  checkHomeInNixos,
  checkOptions,
  checkRefs,
]

/** Everything that can be known to be wrong without building, besides what went wrong while the fleet was resolved. */
export function checkFleet(fleet: ResolvedFleet): readonly Diagnostic[] {
  return checks.flatMap((check) => check(fleet))
}
