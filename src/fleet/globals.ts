import type { Pkgs } from '../catalog/generated/packages.ts'
import type { Deferred } from '../modules/deferred.ts'
import { makeExpression, markUsed } from './expression.ts'
import type { AnyExpression } from './nix.ts'

/** A global name of Nix modules. Reading it is no use yet: only what is selected from it counts. */
function global<T>(name: string): T {
  const expression = makeExpression({ kind: 'global', name })
  markUsed(expression)
  return expression as unknown as T
}

/** The packages of the host's own nixpkgs: `pkgs.git`, `pkgs.python3Packages.requests`. */
export const pkgs: Pkgs = global('pkgs')

/** nixpkgs' functions, for what Nix must compute: `lib.getExe(pkgs.git)`. */
export const lib: AnyExpression = global('lib')

/** Nix's own functions: `builtins.readFile(nix.path(new URL('./motd', import.meta.url)))`. */
export const builtins: AnyExpression = global('builtins')

/** Where NixOS's own modules are: `importModule(nix`${modulesPath}/profiles/qemu-guest.nix`)`. */
export const modulesPath: Deferred<string> = global('modulesPath')

/** The inputs of the flake: `inputs['nixos-hardware'].nixosModules.common-cpu-intel`. */
export const inputs: AnyExpression = global('inputs')

/**
 * The packages of another nixpkgs among the fleet's inputs, for the host's own system.
 *
 * ```ts
 * const unstable = packageSet('unstable')
 * nixos({ environment: { systemPackages: [pkgs.git, unstable.zed-editor] } })
 * // [ pkgs.git unstable.zed-editor ], with `unstable` a module argument that flake.nix makes
 * ```
 */
export function packageSet(input: string): Pkgs {
  return global(`packages:${input}`)
}
