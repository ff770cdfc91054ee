import { describe, expect, it } from 'vitest'
import { flakeOf, linux, textOf } from '../../tests/synth/fleet.ts'
import { hostCatalogs } from '../fleet/host-catalogs.ts'
import {
  darwin,
  defineFleet,
  defineHost,
  disks,
  type FleetSpec,
  home,
  importModule,
  inputs,
  lib,
  nix,
  nixModule,
  nixos,
  packageSet,
  pkgs,
  type Use,
} from '../index.ts'
import { synthesize } from './synthesize.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)
const nixpkgs = 'github:NixOS/nixpkgs/nixos-unstable'
const flakeNix = (spec: Partial<FleetSpec>): string => textOf(flakeOf(spec), 'flake.nix')
/** Without the inputs. */
const outputs = (spec: Partial<FleetSpec>): string => flakeNix(spec).replace(/^[\s\S]*\n {2}outputs =\n/, '')

describe('flake.nix', () => {
  it('writes out a host that is alone', () => {
    expect(flakeNix({ description: 'One machine', hosts: [linux('one', [])] })).toBe(`{
  description = "One machine";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    inputs@{ self, nixpkgs, ... }:
    {
      nixosConfigurations.one = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs self; };
        modules = [ ./hosts/one ];
      };
    };
}
`)
  })

  it('has a function for hosts that are built alike', () => {
    const unstable = packageSet('unstable') as Loose
    const using = says({ environment: { systemPackages: [unstable.zed] } })
    const given = {
      inputs: { nixpkgs, unstable: 'github:NixOS/nixpkgs/master' },
      nixpkgsConfig: { allowUnfree: true, allowUnfreePredicate: (lib as Loose).const(true) },
    }
    expect(
      outputs({ ...given, hosts: [linux('one', using), linux('two', using), linux('three', using)] }),
    ).toBe(`    inputs@{ self, nixpkgs, ... }:
    let
      mkHost =
        system: host:
        nixpkgs.lib.nixosSystem {
          specialArgs = {
            inherit inputs self;
            unstable = import inputs.unstable {
              inherit system;
              config = {
                allowUnfree = true;
                allowUnfreePredicate = nixpkgs.lib.const true;
              };
            };
          };
          modules = [ host ];
        };
    in
    {
      nixosConfigurations = {
        one = mkHost "x86_64-linux" ./hosts/one;
        two = mkHost "x86_64-linux" ./hosts/two;
        three = mkHost "x86_64-linux" ./hosts/three;
      };
    };
}
`)
  })

  it('tells apart hosts that are built in different ways', () => {
    const unstable = packageSet('unstable') as Loose
    const using = says({ a: unstable.zed })
    const hosts = [
      linux('a', []),
      linux('b', using),
      linux('c', [], { nixpkgs: 'nixpkgs-stable' }),
      linux('d', using, { specialArgs: { site: 'berlin' } }),
      linux('e', []),
      linux('f', [], { nixpkgs: 'nixpkgs-stable' }),
      defineHost('g', { system: 'aarch64-darwin', use: darwin({ a: 1 }) }),
    ]
    const given = {
      inputs: { nixpkgs, unstable: 'github:a/b', 'nixpkgs-stable': 'github:NixOS/nixpkgs/nixos-26.05' },
      specialArgs: { domain: 'example.org' },
    }
    const text = flakeNix({ ...given, hosts })
    expect(text.slice(text.indexOf('    let'))).toBe(`    let
      unstableFor = system: import inputs.unstable { inherit system; };

      commonArgs = {
        inherit inputs self;
        domain = "example.org";
      };

      mkHost =
        host:
        nixpkgs.lib.nixosSystem {
          specialArgs = commonArgs;
          modules = [ host ];
        };

      mkStableHost =
        host:
        inputs.nixpkgs-stable.lib.nixosSystem {
          specialArgs = commonArgs;
          modules = [ host ];
        };
    in
    {
      nixosConfigurations = {
        a = mkHost ./hosts/a;
        b = nixpkgs.lib.nixosSystem {
          specialArgs = commonArgs // {
            unstable = unstableFor "x86_64-linux";
          };
          modules = [ ./hosts/b ];
        };
        c = mkStableHost ./hosts/c;
        d = nixpkgs.lib.nixosSystem {
          specialArgs = commonArgs // {
            unstable = unstableFor "x86_64-linux";
            site = "berlin";
          };
          modules = [ ./hosts/d ];
        };
        e = mkHost ./hosts/e;
        f = mkStableHost ./hosts/f;
      };

      darwinConfigurations.g = inputs.nix-darwin.lib.darwinSystem {
        specialArgs = commonArgs;
        modules = [ ./hosts/g ];
      };
    };
}
`)
  })

  it('says the system where no definition does', () => {
    const host = linux('one', [])
    const fleet = defineFleet({ inputs: { nixpkgs }, hosts: [host] })
    const resolved = {
      fleet,
      hosts: [{ host, catalog: hostCatalogs(fleet)(host), sources: [], users: [], modules: [] }],
      diagnostics: [],
      impurities: () => [],
    }
    expect(textOf(synthesize(resolved, { root: '/' }), 'flake.nix')).toContain('system = "x86_64-linux";\n')
  })

  it('has outputs for every system', () => {
    const given = {
      hosts: [linux('one', []), defineHost('two', { system: 'aarch64-linux' })],
      overlays: [nix.lambda(['final', 'prev'], (_, prev: Loose) => ({ hi: prev.hello }))],
      outputs: {
        formatter: (pkgs as Loose).nixfmt,
        packages: ({ system }: Loose) => ({ tool: (inputs as Loose).tool.packages[system].default }),
        devShells: { default: (pkgs as Loose).mkShell({ packages: [(pkgs as Loose).git] }) },
        apps: {
          hi: { program: (pkgs as Loose).hello, description: 'Greets.' },
          no: { program: nix`${(pkgs as Loose).hello}/bin/no` },
        },
      },
      inputs: { nixpkgs, tool: { url: 'github:a/tool', follows: { nixpkgs: 'nixpkgs' } } },
    }
    expect(outputs(given as Loose)).toBe(`    inputs@{ self, nixpkgs, ... }:
    let
      forAllSystems =
        f:
        nixpkgs.lib.genAttrs [ "aarch64-linux" "x86_64-linux" ] (
          system:
          f (
            import nixpkgs {
              inherit system;
              overlays = [ (final: prev: { hi = prev.hello; }) ];
            }
          )
        );

      mkHost =
        host:
        nixpkgs.lib.nixosSystem {
          specialArgs = { inherit inputs self; };
          modules = [ host ];
        };
    in
    {
      nixosConfigurations = {
        one = mkHost ./hosts/one;
        two = mkHost ./hosts/two;
      };

      formatter = forAllSystems (pkgs: pkgs.nixfmt);

      packages = forAllSystems (
        pkgs:
        {
          aarch64-linux.tool = inputs.tool.packages.aarch64-linux.default;
          x86_64-linux.tool = inputs.tool.packages.x86_64-linux.default;
        }
        .\${pkgs.stdenv.hostPlatform.system}
      );

      apps = forAllSystems (pkgs: {
        hi = {
          type = "app";
          program = nixpkgs.lib.getExe pkgs.hello;
          meta.description = "Greets.";
        };
        no = {
          type = "app";
          program = "\${pkgs.hello}/bin/no";
        };
      });

      devShells = forAllSystems (pkgs: {
        default = pkgs.mkShell { packages = [ pkgs.git ]; };
      });
    };
}
`)
  })
})

describe('mistakes in outputs and arguments', () => {
  const codes = (spec: Loose): readonly string[] =>
    flakeOf({ hosts: [linux('one', [])], ...spec }).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    )

  it('are said', () => {
    const fails = () => {
      throw new Error('no')
    }
    expect(codes({ outputs: { packages: fails } })).toEqual([
      'outputs-failed: The function for outputs.packages failed for x86_64-linux: no',
    ])
    expect(codes({ specialArgs: { a: (pkgs as Loose).git } })).toEqual([
      'no-packages-here: A package is named in specialArgs, where the host has no packages yet.',
    ])
    expect(codes({ outputs: { packages: { a: () => 1 } } })).toEqual([
      'unsayable-value: A JavaScript function stands where a value of Nix belongs.',
    ])
  })
})

describe('inputs', () => {
  const all = {
    nixpkgs,
    unused: 'github:a/unused',
    dots: { url: 'github:a/dots', flake: false },
    tool: { url: 'github:a/tool', follows: { nixpkgs: 'nixpkgs', utils: 'flake-utils' } },
    'flake-utils': { url: 'github:a/utils' },
    deep: { url: 'github:a/deep', follows: { x: 'dots/x' } },
    'home-manager': 'github:nix-community/home-manager',
    disko: 'github:nix-community/disko',
  }
  const names = (use: Use, spec: Loose = {}): string => {
    const text = flakeNix({ inputs: all, hosts: [linux('one', use)], ...spec })
    return Object.keys(all)
      .filter((name) => text.includes(`${name}.url`) || text.includes(`${name} = {`))
      .join(' ')
  }

  it('are those that something uses, and those that they follow', () => {
    expect(names([])).toBe('nixpkgs')
    expect(names(says({ a: (inputs as Loose).dots }))).toBe('nixpkgs dots')
    expect(names(says({ a: nix.expr`import inputs.tool "x"` }))).toBe('nixpkgs tool flake-utils')
    expect(names(says({ a: nix.expr`import inputs."tool" "x"` }))).toBe('nixpkgs tool flake-utils')
    expect(names(says({ a: (inputs as Loose).deep }))).toBe('nixpkgs dots deep')
    expect(names(home('alice', []))).toBe('nixpkgs home-manager')
    expect(names(disks({ disk: {} }))).toBe('nixpkgs disko')
    expect(names(nixModule('x', '{ inputs, ... }: { a = inputs.dots; }'))).toBe('nixpkgs dots')
    expect(names(says({ a: nix.expr`builtins.attrNames ${inputs}` }))).toBe(Object.keys(all).join(' '))
    expect(names([], { specialArgs: { dots: (inputs as Loose).dots } })).toBe('nixpkgs dots')
  })

  it('are all kept where a file may use them that cannot be read', () => {
    const use = importModule(new URL('./x.nix', import.meta.url))
    const root = new URL('.', import.meta.url).pathname
    const inputsOf = (readText?: Loose) =>
      textOf(flakeOf({ inputs: all, hosts: [linux('one', use)] }, { root, readText }), 'flake.nix')
    expect(inputsOf()).toContain('unused')
    expect(inputsOf(() => '{ }')).not.toContain('unused')
    expect(inputsOf(() => '{ inputs, ... }: inputs.unused.x')).toContain('unused')
  })

  it('say what they follow', () => {
    expect(
      flakeNix({
        inputs: all,
        hosts: [linux('one', says({ a: [(inputs as Loose).dots, (inputs as Loose).tool] }))],
      }),
    ).toContain(`  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    dots = {
      url = "github:a/dots";
      flake = false;
    };
    tool = {
      url = "github:a/tool";
      inputs = {
        nixpkgs.follows = "nixpkgs";
        utils.follows = "flake-utils";
      };
    };
    flake-utils.url = "github:a/utils";
  };
`)
  })

  it('of Home Manager are those that follow what a host is built from', () => {
    const hosts = [linux('one', home('alice', [])), linux('two', home('alice', []), { nixpkgs: 'stable' })]
    const stable = 'github:NixOS/nixpkgs/nixos-26.05'
    const release = { url: 'github:nix-community/home-manager/release-26.05', follows: { nixpkgs: 'stable' } }
    const flake = flakeOf({ inputs: { ...all, stable, 'home-manager-stable': release }, hosts })
    const importedBy = (host: string) => textOf(flake, `hosts/${host}/default.nix`)
    expect(importedBy('one')).toContain('inputs.home-manager.nixosModules.home-manager')
    expect(importedBy('two')).toContain('inputs.home-manager-stable.nixosModules.home-manager')
  })

  it('are never added by themselves', () => {
    expect(flakeNix({ hosts: [linux('one', [home('alice', []), disks({ disk: {} })])] })).toContain(
      'inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n\n',
    )
  })
})
