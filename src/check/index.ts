import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import { checkHostCycles } from './host-cycles.ts'
import { checkInputs } from './inputs.ts'
import { checkOptions } from './options.ts'

/** One thing that is looked for in a whole fleet. */
export type Check = (fleet: ResolvedFleet) => readonly Diagnostic[]

const checks: readonly Check[] = [(fleet) => fleet.impurities(), checkInputs, checkHostCycles, checkOptions]

/** Everything that can be known to be wrong without building, besides what went wrong while the fleet was resolved. */
export function checkFleet(fleet: ResolvedFleet): readonly Diagnostic[] {
  return once(checks.flatMap((check) => check(fleet)))
}

/** A mistake in a profile is the same mistake on every host that has it: it is said once, with the first host. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter(({ code, message, path, at }) => {
    const key = JSON.stringify([
      code,
      message,
      path,
      at.map(({ file, line, column }) => [file, line, column]),
    ])
    return seen.has(key) ? false : seen.add(key)
  })
}
