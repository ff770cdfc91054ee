import type { Fleet } from '../../fleet/fleet.ts'
import { showKeys } from '../../fleet/key-token.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { ModuleError } from '../../modules/index.ts'
import { fleetRules, hostRules } from './all.ts'
import { type Reading, readingOf } from './reading.ts'
import type { FactsOf, Finding, FleetRule, HostRule } from './rule.ts'

export { fleetRules, hostRules } from './all.ts'

/** Applies every rule: first host by host, then to what the hosts said. */
export interface RuleRun {
  ofHost(host: ResolvedHost): readonly Diagnostic[]
  /** To be asked when all hosts were. */
  ofFleet(): readonly Diagnostic[]
}

export function startRules(fleet: Fleet): RuleRun {
  const facts = new Map<FleetRule, FactsOf<unknown>[]>(fleetRules.map((rule) => [rule, []]))
  const hosts = new Map<string, ResolvedHost>()
  return {
    ofHost(resolved) {
      if (resolved.host.isDarwin) return []
      hosts.set(resolved.host.name, resolved)
      const reading = readingOf(resolved)
      for (const [rule, known] of facts) {
        const own = whereRight(() => rule.facts(reading))
        if (own !== undefined) known.push({ host: resolved.host, facts: own })
      }
      return hostRules.flatMap((rule) =>
        (whereRight(() => [...rule.check(reading)]) ?? []).map((finding) =>
          diagnosticOf(rule, finding, resolved, reading),
        ),
      )
    },
    ofFleet: () =>
      [...facts].flatMap(([rule, known]) =>
        [...rule.compare(known, fleet)].map((finding) => {
          const resolved = finding.host === undefined ? undefined : hosts.get(finding.host)
          return diagnosticOf(rule, finding, resolved, undefined)
        }),
      ),
  }
}

function diagnosticOf(
  { code, severity }: Pick<HostRule, 'code' | 'severity'>,
  finding: Finding,
  resolved: ResolvedHost | undefined,
  reading: Reading | undefined,
): Diagnostic {
  const { message, hint, path, user } = finding
  const said = finding.at ?? (path === undefined ? [] : (reading?.at(path) ?? []))
  const host = resolved?.host.place()
  return {
    code,
    severity,
    message: showKeys(message),
    ...(path === undefined ? {} : { path: showKeys(typeof path === 'string' ? path : path.join('.')) }),
    ...(resolved === undefined ? {} : { host: resolved.host.name }),
    ...(user === undefined ? {} : { user }),
    at: said.length > 0 || host === undefined ? said : [host],
    hint: showKeys(hint),
  }
}

/** What a rule says; nothing where it meets a value that is wrong, which the check of options tells. */
function whereRight<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof ModuleError) return undefined
    throw error
  }
}
