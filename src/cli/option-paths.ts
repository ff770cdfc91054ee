import { isExpression } from '../fleet/expression.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import { isProperty, property } from '../modules/properties.ts'
import { showPath } from '../modules/show-path.ts'

/**
 * Every path that the host's definitions of NixOS options (or of a user's Home Manager) speak of, down to the plain
 * values, sorted: `services.openssh.settings.PermitRootLogin`.
 */
export function definedPaths(host: ResolvedHost, user?: string): readonly string[] {
  const paths = new Set<string>()
  for (const source of host.sources) {
    for (const statement of source.statements) {
      if (statement.kind === 'options' && statement.user === user) collect(statement.value, [], paths)
    }
  }
  return [...paths].sort()
}

function collect(value: unknown, path: readonly string[], into: Set<string>): void {
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) collect(content, path, into)
    else collect(data.kind === 'definition' ? data.definition.value : data.content, path, into)
    return
  }
  const entries = isGroup(value) ? Object.entries(value) : []
  if (entries.length === 0 && path.length > 0) into.add(showPath(path))
  for (const [name, inner] of entries) if (inner !== undefined) collect(inner, [...path, name], into)
}

function isGroup(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || isExpression(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
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
