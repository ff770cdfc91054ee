import { homeTree, nixosTree } from '../catalog/trees.ts'
import { type Definition, type EvaluatedOptions, evaluateOptions, type OptionTree } from '../modules/index.ts'
import { withModuleArguments } from './module-arguments.ts'
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

let trees: { readonly nixos: OptionTree; readonly home: OptionTree } | undefined

/** The options that may be defined on hosts, or for users. */
export function optionsFor(user: string | undefined): OptionTree {
  trees ??= { nixos: withModuleArguments(nixosTree()), home: withModuleArguments(homeTree()) }
  return user === undefined ? trees.nixos : trees.home
}

function evaluateUser(resolved: ResolvedHost, user: string | undefined): FleetConfiguration {
  const tree = optionsFor(user)
  return evaluateOptions(tree, definitionsOf(resolved, user))
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
