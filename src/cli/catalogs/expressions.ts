import { fileURLToPath } from 'node:url'
import { dataDirectory } from '../../catalog/catalog.ts'
import { nixString } from '../../deep/flake-expression.ts'

const facts = `(import (/. + ${nixString(fileURLToPath(new URL('facts.nix', dataDirectory)))}))`

/** All options of the NixOS of a nixpkgs. */
export function nixosExpression(nixpkgs: string): string {
  return `let
  nixpkgs = ${nixpkgs};
  lib = import (nixpkgs + "/lib");
  system = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; modules = [ ]; };
in ${facts} { inherit lib; inherit (system) options; }`
}

/** All options of a Home Manager. */
export function homeExpression(homeManager: string, nixpkgs: string): string {
  return `let
  homeManager = ${homeManager};
  pkgs = import ${nixpkgs} { system = "x86_64-linux"; };
  lib = import (homeManager + "/modules/lib/stdlib-extended.nix") pkgs.lib;
  modules = import (homeManager + "/modules/modules.nix") { inherit lib pkgs; check = false; };
  user.home = { stateVersion = "26.05"; username = "user"; homeDirectory = "/home/user"; };
in ${facts} { inherit lib; inherit (lib.evalModules { modules = modules ++ [ user ]; class = "homeManager"; }) options; }`
}

/** The options that the modules of a flake add to NixOS: those of its default module, or of all. */
export function modulesExpression(flake: string, nixpkgs: string): string {
  return `let
  nixpkgs = ${nixpkgs};
  lib = import (nixpkgs + "/lib");
  all = (${flake}).nixosModules or { };
  # Modules that are functions have no file of their own.
  modules = [ { _file = "flake"; imports = if all ? default then [ all.default ] else builtins.attrValues all; } ];
  system = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; inherit modules; };
in ${facts} { inherit lib; inherit (system) options; outside = toString nixpkgs; }`
}
