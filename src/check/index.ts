import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { checkHomeInNixos } from './home-in-nixos.ts'
import { checkHostCycles } from './host-cycles.ts'
import { checkInputs } from './inputs.ts'
import { checkNames, type ReadText } from './names/index.ts'
import { checkOptions } from './options.ts'
import { checkRefs } from './refs.ts'
import { startRules } from './rules/index.ts'

export { noSwitches, type SwitchSource, withoutIgnored } from './ignored.ts'

/** One thing that is looked for in a whole fleet. */
export type Check = (fleet: ResolvedFleet) => readonly Diagnostic[]

/** One thing that is looked for on each host: all of them on one host, then on the next, since they share its configuration. */
export type HostCheck = (host: ResolvedHost, fleet: ResolvedFleet['fleet']) => readonly Diagnostic[]

const checks: readonly Check[] = [(fleet) => fleet.impurities(), checkInputs, checkHostCycles, checkRefs]
const hostChecks: readonly HostCheck[] = [checkHomeInNixos, checkOptions]

/**
 * Everything that can be known to be wrong without building, besides what went wrong while the fleet was resolved.
 * `readText` gives the files of Nix that the fleet imports.
 */
export function checkFleet(
  fleet: ResolvedFleet,
  readText: ReadText = () => undefined,
): readonly Diagnostic[] {
  const { hosts } = fleet
  const rules = startRules(fleet.fleet)
  return [
    ...checks.flatMap((check) => check(fleet)),
    ...checkNames(fleet, readText),
    ...hosts.flatMap((host) => [
      ...hostChecks.flatMap((check) => check(host, fleet.fleet)),
      ...rules.ofHost(host),
    ]),
    ...rules.ofFleet(),
  ]
}
