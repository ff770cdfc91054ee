import type { Fleet } from '../../fleet/fleet.ts'
import type { IgnorableCode } from '../../fleet/ignore.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { OptionName, Reading } from './reading.ts'

/** What a rule found. */
export interface Finding {
  /** What is wrong, in a sentence or two. */
  readonly message: string
  /** What to write instead. */
  readonly hint: string
  /** The option concerned. */
  readonly path?: OptionName
  /** Where it stands; without it, where `path` is defined, and else where the host is. */
  readonly at?: readonly DiagnosticPlace[]
  /** The user whose Home Manager it is about. */
  readonly user?: string
}

interface About {
  readonly code: IgnorableCode
  /** `error` where NixOS refuses to build it. */
  readonly severity: 'error' | 'warning'
  /** What the rule finds, for the index of diagnostics. */
  readonly about: string
}

/** Looks at one host. */
export interface HostRule extends About {
  /** Speaks only where it is certain: what only NixOS knows is no reason for a finding. */
  check(host: Reading): Iterable<Finding>
}

/** What a host says that matters to a rule over the whole fleet. */
export interface FactsOf<Facts> {
  readonly host: Reading['host']
  readonly facts: Facts
}

/** A finding of a rule over the whole fleet, with the host where it is to be put right. */
export interface FleetFinding extends Finding {
  /** Absent where it is about the fleet itself. */
  readonly host?: string
}

/**
 * Compares hosts. The facts of each are taken while its merged configuration is at hand; a fleet has many hosts, and
 * only one configuration is kept.
 */
export interface FleetRule<Facts = unknown> extends About {
  facts(host: Reading): Facts | undefined
  compare(hosts: readonly FactsOf<Facts>[], fleet: Fleet): Iterable<FleetFinding>
}

/** The facts are of one type inside a rule, and nobody else looks at them. */
export function fleetRule<Facts>(rule: FleetRule<Facts>): FleetRule {
  return rule as FleetRule
}
