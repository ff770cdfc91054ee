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

/**
 * Takes a path apart as Nix writes it: `services.nginx.virtualHosts."example.org".root`. Nothing where a quotation
 * mark is not closed or a name is missing.
 */
export function parsePath(text: string): readonly string[] | undefined {
  const names: string[] = []
  const part = /(?:"((?:[^"\\]|\\.)*)"|([^."]+))(\.|$)/gy
  let at = 0
  while (at < text.length) {
    part.lastIndex = at
    const match = part.exec(text)
    if (match === null) return undefined
    names.push(match[1] === undefined ? match[2]! : match[1].replace(/\\(.)/g, '$1'))
    at = part.lastIndex
  }
  return text === '' || text.endsWith('.') ? undefined : names
}
