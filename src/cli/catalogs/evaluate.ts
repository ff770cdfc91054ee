import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { dataDirectory } from '../../catalog/catalog.ts'
import { outside } from '../answer.ts'
import { text } from '../text/catalog.ts'

/** Gives the value of a Nix expression, as JSON. The one place that knows who evaluates. */
export type Evaluate = (expression: string) => Promise<unknown>

/** By the Nix that is installed: 2.8 and later. Nothing is built. */
export const evaluateWithNix: Evaluate = (expression) =>
  new Promise((resolve, reject) => {
    const words = [
      '--eval',
      '--strict',
      '--json',
      '--option',
      'experimental-features',
      'nix-command flakes',
      '--expr',
    ]
    const nix = spawn('nix-instantiate', [...words, expression], { stdio: ['ignore', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    let said = ''
    nix.stdout.on('data', (part: Buffer) => out.push(part))
    nix.stderr.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-100_000)
    })
    nix.on('error', () => reject(outside('bad-source', text.noNix, text.noNixHint)))
    nix.on('close', (code) => {
      if (code !== 0) return reject(outside('bad-source', text.nixFailed(reasonIn(said)), text.nixFailedHint))
      try {
        resolve(JSON.parse(Buffer.concat(out).toString()))
      } catch {
        reject(outside('bad-source', text.nixFailed('its answer is no JSON')))
      }
    })
  })

/** The last error that Nix tells, without its trace. */
function reasonIn(said: string): string {
  const errors = said.split('\n').filter((line) => /^\s*error: ./.test(line))
  return (errors.at(-1) ?? said.trim().split('\n').at(-1) ?? '').replace(/^\s*error: /, '').slice(0, 300)
}

/** Where Nix finds what a reference names: a folder, or a flake. */
export function sourceExpression(reference: string): string {
  const folder = /^(?:path:)?(\/.*)$/s.exec(reference)?.[1]
  return folder === undefined ? `(builtins.getFlake ${nixString(reference)})` : `(/. + ${nixString(folder)})`
}

function nixString(value: string): string {
  return JSON.stringify(value).replaceAll('${', '\\${')
}

const facts = `(import (/. + ${nixString(fileURLToPath(new URL('facts.nix', dataDirectory)))}))`

/** All options of the NixOS of a nixpkgs. */
export function nixosExpression(nixpkgs: string): string {
  return `let
  nixpkgs = ${sourceExpression(nixpkgs)};
  lib = import (nixpkgs + "/lib");
  system = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; modules = [ ]; };
in ${facts} { inherit lib; inherit (system) options; }`
}

/** All options of a Home Manager. */
export function homeExpression(homeManager: string, nixpkgs: string): string {
  return `let
  homeManager = ${sourceExpression(homeManager)};
  pkgs = import ${sourceExpression(nixpkgs)} { system = "x86_64-linux"; };
  lib = import (homeManager + "/modules/lib/stdlib-extended.nix") pkgs.lib;
  modules = import (homeManager + "/modules/modules.nix") { inherit lib pkgs; check = false; };
  user.home = { stateVersion = "26.05"; username = "user"; homeDirectory = "/home/user"; };
in ${facts} { inherit lib; inherit (lib.evalModules { modules = modules ++ [ user ]; class = "homeManager"; }) options; }`
}

/** The options that the modules of a flake add to NixOS: those of its default module, or of all. */
export function modulesExpression(flake: string, nixpkgs: string): string {
  const reference = /^\//.test(flake) ? `path:${flake}` : flake
  return `let
  flake = builtins.getFlake ${nixString(reference)};
  nixpkgs = ${sourceExpression(nixpkgs)};
  lib = import (nixpkgs + "/lib");
  all = flake.nixosModules or { };
  # Modules that are functions have no file of their own.
  modules = [ { _file = "flake"; imports = if all ? default then [ all.default ] else builtins.attrValues all; } ];
  system = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; inherit modules; };
in ${facts} { inherit lib; inherit (system) options; outside = toString nixpkgs; }`
}
