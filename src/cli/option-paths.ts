import { configurationOf } from '../fleet/configuration.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { showPath } from '../modules/show-path.ts'

/**
 * Every option that the host's definitions (or those of a user's Home Manager there) define, and the options of the
 * modules that it knows, sorted: `services.openssh.settings.PermitRootLogin`.
 */
export function definedPaths(host: ResolvedHost, user?: string): readonly string[] {
  const defined = configurationOf(host, user).defined().map(showPath)
  const own = host.modules
    .filter((instance) => instance.user === user)
    .flatMap(({ module, options }) => options.map(({ path }) => `${module.moduleName}.${showPath(path)}`))
  return [...new Set([...defined, ...own])].sort()
}
