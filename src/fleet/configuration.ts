import { type Definition, type EvaluatedOptions, evaluateOptions } from '../modules/index.ts'
import { optionsFor } from './host-catalogs.ts'
import type { ResolvedHost, Source } from './resolved.ts'

/** What the fleet says of NixOS's options on one host, or of Home Manager's for one user, merged by their types. */
export type FleetConfiguration = EvaluatedOptions

/** Of the host that was asked for last: a merged configuration takes megabytes, and a fleet has many hosts. */
let latest:
  | { readonly of: WeakRef<ResolvedHost>; readonly byUser: Map<string | undefined, FleetConfiguration> }
  | undefined

/** The configuration of a host, or of one of its users. Nothing is merged before it is read. Ask host by host. */
export function configurationOf(resolved: ResolvedHost, user?: string): FleetConfiguration {
  if (latest?.of.deref() !== resolved) latest = { of: new WeakRef(resolved), byUser: new Map() }
  const made = latest.byUser.get(user) ?? evaluateUser(resolved, user)
  latest.byUser.set(user, made)
  return made
}

function evaluateUser(resolved: ResolvedHost, user: string | undefined): FleetConfiguration {
  return evaluateOptions(optionsFor(resolved.catalog, user), definitionsOf(resolved, user))
}

/** The definitions of a host's options, or a user's, in order of use. */
export function definitionsOf(resolved: ResolvedHost, user: string | undefined): readonly Definition[] {
  return resolved.sources.flatMap((source) =>
    source.statements.flatMap((statement): Definition[] => {
      if (statement.user !== user || statement.kind !== 'options') return []
      return [{ file: titleOf(source), at: statement.place, value: statement.value }]
    }),
  )
}

/** A source in words. */
export function titleOf({ kind, name, layer }: Pick<Source, 'kind' | 'name' | 'layer'>): string {
  return layer === 'default' ? `${kind} ${name}` : `${kind} ${name}, ${layer}`
}
