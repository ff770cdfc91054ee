import { titleOf } from '../fleet/configuration.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { factsOf, type HostFacts } from './commands/hosts.ts'
import type { CliContext } from './context.ts'
import { definedPaths } from './option-paths.ts'
import { text } from './text/explain.ts'

/** What a host is made of. */
export interface Overview {
  readonly host: HostFacts
  readonly user?: string | undefined
  readonly users: readonly string[]
  readonly modules: readonly { readonly name: string; readonly enabled: boolean }[]
  /** Profiles, modules and the host's own layers, in order of use. */
  readonly sources: readonly string[]
  /** Options that are defined. */
  readonly options: readonly string[]
}

export function overviewOf(host: ResolvedHost, user: string | undefined): Overview {
  const modules = host.modules
    .filter((instance) => instance.user === user)
    .map(({ module, enabled }) => ({ name: module.moduleName, enabled }))
  const sources = [...new Set(host.sources.filter((source) => source.user === user).map(titleOf))]
  return {
    host: factsOf(host.host),
    user,
    users: host.users,
    modules,
    sources,
    options: definedPaths(host, user),
  }
}

export function renderOverview(overview: Overview, { style }: CliContext): string {
  const { strong, quiet, good } = style.stdout
  const { host } = overview
  const facts = [host.system, host.class, ...host.tags, host.address].filter((fact) => fact !== undefined)
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', strong(title), ...lines.map((line) => `  ${line}`)]
  const lines = [
    `${strong(host.fqdn)}  ${facts.join('  ')}`,
    ...(host.purpose === undefined ? [] : [host.purpose]),
    ...section(text.overview.users, overview.users),
    ...section(
      text.overview.modules,
      overview.modules.map(
        ({ name, enabled }) => `${name}  ${enabled ? good(text.overview.on) : quiet(text.overview.off)}`,
      ),
    ),
    ...section(text.overview.sources, overview.sources),
    ...section(text.overview.options, overview.options),
    '',
    quiet(text.overview.see(host.name)),
  ]
  return `${lines.join('\n')}\n`
}
