import type { ResolvedHost } from '../../fleet/resolved.ts'
import { inputOf } from '../foreign-modules.ts'

/**
 * Whether what the fleet does not say is said by nobody but NixOS itself: every import is of a flake whose modules are
 * known to define nothing that rules ask for. Files and texts of the user's own may say anything.
 */
export function isClosed(host: ResolvedHost, user: string | undefined): boolean {
  return host.sources.every(({ statements }) =>
    statements.every((statement) => {
      // What a user's Home Manager imports says nothing of NixOS.
      if (statement.kind === 'disable') return false
      if (statement.kind !== 'import' || statement.user !== user) return true
      if (statement.source.kind !== 'expression') return false
      const input = inputOf(statement.source.expression)
      return input !== undefined && inert.has(input)
    }),
  )
}

const inert = new Set([
  'nixos-hardware',
  'home-manager',
  'disko',
  'opnix',
  'agenix',
  'sops-nix',
  'secrix',
  'preservation',
  'impermanence',
  'catppuccin',
])
