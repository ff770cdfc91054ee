import type { AnyAttrs } from '../catalog/values.ts'

/**
 * Options that panther has no types of: those of a flake's module that no catalog knows. They stand wherever options
 * stand, and nothing is checked in them but that Nix can say them.
 *
 * ```ts
 * nixos(untyped({ environment: { persistence: { '/persist': { directories: ['/var/log'] } } } }))
 * // environment.persistence."/persist".directories = [ "/var/log" ];
 * ```
 */
export function untyped<T>(options: AnyAttrs): T {
  return options as T
}
