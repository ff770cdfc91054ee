/**
 * One synthetic fleet, twice: with panther's API, and as modules for the real `lib.evalModules`.
 * 50 modules of 10 options each, with lists, submodules, conditions, priorities, and bodies that read their
 * neighbours and define options of them.
 */
import {
  type AnyModule,
  defineFleet,
  defineHost,
  defineModule,
  type Fleet,
  type Host,
  type Module,
  mkDefault,
  mkForce,
  option,
  t,
} from '../src/index.ts'

export const moduleCount = 50

const options = {
  level: option(t.int, { default: 1, description: 'A number that others read.' }),
  name: option(t.str, { default: 'unnamed', description: 'A text.' }),
  tags: option(t.listOf(t.str), { default: [], description: 'Neighbours add to it.' }),
  ports: option(t.listOf(t.port), { default: [], description: 'Numbers in a list.' }),
  limits: option(
    t.submodule({
      soft: option(t.int, { default: 10, description: 'Within a submodule.' }),
      hard: option(t.int, { default: 20, description: 'Within a submodule.' }),
    }),
    { default: {}, description: 'A submodule.' },
  ),
  users: option(
    t.attrsOf(
      t.submodule({
        uid: option(t.int, { description: 'Has no default.' }),
        groups: option(t.listOf(t.str), { default: [], description: 'A list in a submodule.' }),
      }),
    ),
    { default: {}, description: 'Submodules by name.' },
  ),
  mode: option(t.enum('slow', 'fast'), { default: 'slow', description: 'One of a few.' }),
  note: option(t.nullOr(t.str), { default: null, description: 'Text or nothing.' }),
  total: option(t.int, { default: 0, description: 'What the body computes.' }),
}

type Synthetic = Module<
  {
    readonly total?: number
    readonly tags?: readonly string[]
    readonly users?: object
    readonly mode?: never
  } & object,
  { readonly level: number; readonly name: string; readonly enable: boolean }
>

function syntheticModules(): readonly Synthetic[] {
  const modules: Synthetic[] = []
  for (let k = 0; k < moduleCount; k++) {
    const module = defineModule(`m${k}`, { description: `Module ${k}.`, options }).config(({ cfg, host }) => {
      const before = k === 0 ? 0 : host.get(modules[k - 1]!).level
      const next = modules[k + 1]
      return [
        module.set({ total: cfg.level + before }),
        next !== undefined &&
          cfg.level > 2 &&
          next.set({
            tags: [`from-${cfg.name}`],
            users: { [`u${k}`]: { uid: 1000 + k, groups: [cfg.name] } },
          }),
      ]
    })
    modules.push(module as unknown as Synthetic)
  }
  return modules
}

export interface SyntheticFleet {
  readonly fleet: Fleet
  readonly modules: readonly AnyModule[]
}

export function pantherFleet(hostCount: number): SyntheticFleet {
  // biome-ignore lint/suspicious/noExplicitAny: 50 modules of one type that is spelled out nowhere
  const modules = syntheticModules() as readonly any[]
  const hosts: Host[] = []
  for (let h = 0; h < hostCount; h++) {
    hosts.push(
      defineHost(`h${h}`, {
        system: 'x86_64-linux',
        use: modules.map((module, k) =>
          module({
            level: (h + k) % 7,
            name: mkDefault(`n${k}`),
            tags: ['own', `t${h}`],
            ports: k % 3 === 0 ? [8000 + k, 9000 + k] : undefined,
            limits: k % 2 === 0 ? { soft: mkForce(h % 5) } : { hard: 99 },
            users: { [`u${k}`]: { uid: 1000 + k, groups: ['own'] }, shared: { uid: 7 } },
            mode: k % 5 === 0 ? 'fast' : undefined,
          }),
        ),
      }),
    )
  }
  return {
    fleet: defineFleet({ inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' }, hosts }),
    modules,
  }
}

/** The same in Nix: a function of `lib` that gives the values of all modules on all hosts. */
export function nixFleet(hostCount: number): string {
  return `{ lib }:
let
  inherit (lib) mkOption types mkIf mkDefault mkForce;
  count = ${moduleCount};
  declare = k: { config, ... }:
    let cfg = config.\${"m" + toString k}; in {
    options.\${"m" + toString k} = {
      enable = mkOption { type = types.bool; default = false; };
      level = mkOption { type = types.int; default = 1; };
      name = mkOption { type = types.str; default = "unnamed"; };
      tags = mkOption { type = types.listOf types.str; default = [ ]; };
      ports = mkOption { type = types.listOf types.port; default = [ ]; };
      limits = mkOption {
        default = { };
        type = types.submodule { options = {
          soft = mkOption { type = types.int; default = 10; };
          hard = mkOption { type = types.int; default = 20; };
        }; };
      };
      users = mkOption {
        default = { };
        type = types.attrsOf (types.submodule { options = {
          uid = mkOption { type = types.int; };
          groups = mkOption { type = types.listOf types.str; default = [ ]; };
        }; });
      };
      mode = mkOption { type = types.enum [ "slow" "fast" ]; default = "slow"; };
      note = mkOption { type = types.nullOr types.str; default = null; };
      total = mkOption { type = types.int; default = 0; };
    };
    config = mkIf cfg.enable (lib.mkMerge [
      { \${"m" + toString k}.total = cfg.level + (if k == 0 then 0 else config.\${"m" + toString (k - 1)}.level); }
      (if k + 1 < count then {
        \${"m" + toString (k + 1)} = mkIf (cfg.level > 2) {
          tags = [ "from-\${cfg.name}" ];
          users.\${"u" + toString k} = { uid = 1000 + k; groups = [ cfg.name ]; };
        };
      } else { })
    ]);
  };
  use = h: k: {
    \${"m" + toString k} = {
      enable = true;
      level = lib.mod (h + k) 7;
      name = mkDefault "n\${toString k}";
      tags = [ "own" "t\${toString h}" ];
      ports = mkIf (lib.mod k 3 == 0) [ (8000 + k) (9000 + k) ];
      limits = if lib.mod k 2 == 0 then { soft = mkForce (lib.mod h 5); } else { hard = 99; };
      users = { \${"u" + toString k} = { uid = 1000 + k; groups = [ "own" ]; }; shared.uid = 7; };
      mode = mkIf (lib.mod k 5 == 0) "fast";
    };
  };
  numbers = builtins.genList (k: k) count;
  host = h: (lib.evalModules {
    # Later modules come first in a merge; the host's own definitions come last.
    modules = [ { config = lib.mkMerge (map (use h) numbers); } ] ++ lib.reverseList (map declare numbers);
  }).config;
in
builtins.listToAttrs (builtins.genList (h: { name = "h\${toString h}"; value = host h; }) ${hostCount})
`
}
