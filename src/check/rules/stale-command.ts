import type { HostRule } from './rule.ts'

const mistakes: readonly { readonly pattern: RegExp; readonly message: string; readonly hint: string }[] = [
  {
    pattern:
      /\bnixos-rebuild\s+(?:(?!--flake)\S+\s+)*?(?:switch|boot|test|build|dry-build|dry-activate|build-vm)\s+(?:\.?#|\.\/#|~?\/\S*#|github:)\S*/,
    message: 'takes a flake behind --flake alone.',
    hint: 'Write: nixos-rebuild switch --flake .#host',
  },
  {
    pattern: /\bnixos-rebuild\b[^\n;&|]*\s--generation\b/,
    message: 'has no --generation.',
    hint: 'Write: nixos-rebuild switch --rollback. For another generation: nix-env -p /nix/var/nix/profiles/system --switch-generation N, and its bin/switch-to-configuration switch.',
  },
  {
    pattern: /\bnix\s+show-derivation\b/,
    message: 'is called `nix derivation show` now.',
    hint: 'Write: nix derivation show',
  },
]

export const staleCommand: HostRule = {
  code: 'stale-command',
  severity: 'warning',
  about: 'a command of Nix in an alias or a script that it does not take',
  *check(host) {
    for (const { text, path, place, user } of host.texts()) {
      if (!text.includes('nixos-rebuild') && !text.includes('show-derivation')) continue
      for (const { pattern, message, hint } of mistakes) {
        const found = pattern.exec(text)?.[0].trim()
        if (found === undefined) continue
        const at = place()
        yield {
          message: `"${found}": ${found.split(/\s/, 2).join(' ').startsWith('nix show') ? 'it' : 'nixos-rebuild'} ${message}`,
          hint,
          path,
          at: at === undefined ? [] : [{ ...at, valuePath: path }],
          ...(user === undefined ? {} : { user }),
        }
      }
    }
  },
}
