import {
  builtins,
  defineModule,
  disableModules,
  importModule,
  inputs,
  lib,
  nix,
  nixModule,
  nixos,
  option,
  packageOption,
  packageSet,
  pkgs,
  t,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { files, fleet, host, oneLine, printed, text } from '../fleet/support.ts'

const unstable = packageSet('unstable')
const here = new URL('.', import.meta.url).pathname

describe('3: packages', () => {
  it('are named by their attribute path, in sets, and from other inputs', () => {
    expect(
      printed(
        [
          nixos({
            environment: {
              systemPackages: [
                pkgs.git,
                pkgs.kdePackages.kate,
                pkgs['_1password-cli'],
                pkgs.openssl.dev,
                unstable['zed-editor'],
              ],
            },
          }),
        ],
        { inputs: { nixpkgs: 'a', unstable: 'github:NixOS/nixpkgs/nixos-unstable' } },
      ),
    ).toBe(text`
      { pkgs, unstable, ... }:
      {
        environment.systemPackages = [
          pkgs.git
          pkgs.kdePackages.kate
          pkgs._1password-cli
          pkgs.openssl.dev
          unstable.zed-editor
        ];
      }
    `)
  })

  it('are overridden', () => {
    expect(
      printed(
        [
          nixos({
            programs: { git: { package: pkgs.git.override({ guiSupport: true, openssl: pkgs.libressl }) } },
            services: {
              nginx: { package: pkgs.nginx.overrideAttrs({ doCheck: false }) },
              tailscale: {
                package: pkgs.tailscale.overrideAttrs(
                  nix.lambda(['old'], (old) => ({
                    patches: nix.concat(nix.expr`${old.patches!} or [ ]`, [
                      nix.path(new URL('./data/motd', import.meta.url)),
                    ]),
                  })),
                ),
              },
            },
          }),
        ],
        {},
        here,
      ),
    ).toBe(text`
      { pkgs, ... }:
      {
        programs.git.package = pkgs.git.override {
          guiSupport = true;
          openssl = pkgs.libressl;
        };

        services = {
          nginx.package = pkgs.nginx.overrideAttrs { doCheck = false; };
          tailscale.package = pkgs.tailscale.overrideAttrs (old: {
            patches = (old.patches or [ ]) ++ [ ../data/motd ];
          });
        };
      }
    `)
  })

  it('are called from files, and joined with libraries', () => {
    expect(
      printed(
        [
          nixos({
            environment: {
              systemPackages: [
                pkgs.callPackage!(nix.path(new URL('./data/printing.nix', import.meta.url)), {
                  enableCups: true,
                }),
                pkgs.python3.withPackages(nix.lambda(['ps'], (ps) => [ps.requests, ps.numpy])),
                nix.expr`(pkgs.python3.withPackages (ps: with ps; [ requests ]))`,
              ],
            },
          }),
        ],
        {},
        here,
      ),
    ).toBe(text`
      { pkgs, ... }:
      {
        environment.systemPackages = [
          (pkgs.callPackage ../data/printing.nix { enableCups = true; })
          (pkgs.python3.withPackages (ps: [
            ps.requests
            ps.numpy
          ]))
          (pkgs.python3.withPackages (ps: with ps; [ requests ]))
        ];
      }
    `)
  })

  it('may be an option of a module', () => {
    const monitor = defineModule('monitor', {
      description: 'Watches.',
      options: { package: packageOption('htop') },
    }).config(({ cfg }) => [
      nixos({
        environment: { systemPackages: [cfg.package], variables: { MONITOR: nix`${cfg.package}/bin/htop` } },
      }),
    ])
    expect(files(() => [host('web', [monitor()])])['modules/monitor.nix']).toBe(text`
      # Watches.
      { pkgs, ... }:
      {
        environment = {
          systemPackages = [ pkgs.htop ];
          variables.MONITOR = "\${pkgs.htop}/bin/htop";
        };
      }
    `)
    expect(files(() => [host('web', [monitor({ package: pkgs.btop })])])['modules/monitor.nix']).toContain(
      '[ pkgs.btop ]',
    )
  })
})

describe('4: texts with packages and values of options', () => {
  it('turn into text what Nix does not take as it is', () => {
    expect(
      printed([
        ({ host }) =>
          nixos({
            systemd: {
              services: {
                web: {
                  script: nix`exec ${lib.getExe!(pkgs.caddy)} --port ${host.config.services.prometheus.port}`,
                  serviceConfig: {
                    ExecStartPre: nix`${pkgs.coreutils}/bin/mkdir -p ${host.config.services.postgresql.dataDir}/x`,
                    ExecStart: nix`${lib.getExe!(pkgs.caddy)} run`,
                  },
                  environment: {
                    HOST: nix`${host.config.networking.hostName}.lan`,
                    ADDRESSES: nix`${lib.concatStringsSep!(',', host.config.networking.nameservers)}`,
                  },
                },
              },
            },
          }),
      ]),
    ).toBe(text`
      {
        config,
        lib,
        pkgs,
        ...
      }:
      {
        systemd.services.web = {
          script = "exec \${lib.getExe pkgs.caddy} --port \${toString config.services.prometheus.port}";
          serviceConfig = {
            ExecStartPre = "\${pkgs.coreutils}/bin/mkdir -p \${config.services.postgresql.dataDir}/x";
            ExecStart = "\${lib.getExe pkgs.caddy} run";
          };
          environment = {
            HOST = "\${config.networking.hostName}.lan";
            ADDRESSES = "\${lib.concatStringsSep "," config.networking.nameservers}";
          };
        };
      }
    `)
  })
})

describe('12: overlays', () => {
  it('are functions of final and prev, for every host', () => {
    const overlay = nix.lambda(['final', 'prev'], (final, prev) => ({
      htop: prev.htop!.overrideAttrs!({ doCheck: false }),
      tools: final.symlinkJoin!({ name: 'tools', paths: [final.htop, final.git] }),
    }))
    const made = files(() =>
      fleet([host('web')], {
        inputs: { nixpkgs: 'a', niri: 'github:sodiboo/niri-flake' },
        overlays: [overlay, inputs.niri!.overlays!.niri!],
      }),
    )
    expect(made['profiles/fleet.nix']).toBe(text`
      { inputs, ... }:
      {
        nixpkgs.overlays = [
          (final: prev: {
            htop = prev.htop.overrideAttrs { doCheck = false; };
            tools = final.symlinkJoin {
              name = "tools";
              paths = [
                final.htop
                final.git
              ];
            };
          })
          inputs.niri.overlays.niri
        ];
      }
    `)
  })
})

describe('13: modules of inputs and of nixpkgs', () => {
  it('are imported and disabled', () => {
    const made = files(() =>
      fleet(
        [
          host('web', [
            importModule(inputs['nixos-hardware']!.nixosModules!['common-cpu-amd']!),
            importModule(nix.expr`"\${modulesPath}/profiles/minimal.nix"`),
            disableModules(
              'services/web-servers/nginx/default.nix',
              nix.expr`"\${modulesPath}/services/x.nix"`,
            ),
          ]),
        ],
        { inputs: { nixpkgs: 'a', 'nixos-hardware': 'github:NixOS/nixos-hardware' } },
      ),
    )
    expect(made['hosts/web/default.nix']).toBe(text`
      { inputs, modulesPath, ... }:
      {
        # NixOS merges the last of these first.
        imports = [
          "\${modulesPath}/profiles/minimal.nix"
          inputs.nixos-hardware.nixosModules.common-cpu-amd
        ];

        disabledModules = [
          "services/web-servers/nginx/default.nix"
          "\${modulesPath}/services/x.nix"
        ];

        networking.hostName = "web";
        nixpkgs.hostPlatform = "x86_64-linux";
      }
    `)
  })
})

describe('14: arguments of modules', () => {
  const argued = () =>
    files(() =>
      fleet(
        [
          host('web', {
            specialArgs: { rack: 3 },
            use: [
              nixos({ _module: { args: { greeting: 'hello' } } }),
              nixModule(
                'greet',
                '{ greeting, site, rack, ... }:\n{\n  users.motd = "${greeting} ${site} ${toString rack}";\n}\n',
              ),
            ],
          }),
        ],
        { specialArgs: { site: 'berlin' } },
      ),
    )

  it('are given to all modules, before NixOS reads imports', () => {
    expect(oneLine(argued()['flake.nix']!)).toContain(
      'specialArgs = { inherit inputs self; site = "berlin"; rack = 3; };',
    )
  })

  it('or are computed by modules', () => {
    expect(argued()['hosts/web/default.nix']).toBe(text`
      {
        imports = [ ../../modules/nix/greet.nix ];
        networking.hostName = "web";
        nixpkgs.hostPlatform = "x86_64-linux";
        _module.args.greeting = "hello";
      }
    `)
    expect(argued()['modules/nix/greet.nix']).toBe(
      '{ greeting, site, rack, ... }:\n{\n  users.motd = "${greeting} ${site} ${toString rack}";\n}\n',
    )
  })
})

describe('17: raw Nix', () => {
  it('stands as an expression, with values in it', () => {
    expect(
      printed([
        ({ host }) =>
          nixos({
            environment: {
              etc: {
                'hosts.json': {
                  text: nix.expr`builtins.toJSON { inherit (config.networking) hostName; ports = ${[80, 443]}; name = ${host.name}; }`,
                },
              },
            },
            boot: {
              kernelPackages: nix.expr`pkgs.linuxPackagesFor (pkgs.linux_latest.override { argsOverride = { version = "6.9"; }; })`,
            },
            services: {
              postgresql: {
                initialScript: builtins.toFile!(
                  'init.sql',
                  nix`CREATE ROLE ${host.config.services.nginx.user};`,
                ),
              },
            },
          }),
      ]),
    ).toBe(text`
      { config, pkgs, ... }:
      {
        environment.etc."hosts.json".text =
          builtins.toJSON { inherit (config.networking) hostName; ports = [ 80 443 ]; name = "web"; };
        boot.kernelPackages = pkgs.linuxPackagesFor (pkgs.linux_latest.override { argsOverride = { version = "6.9"; }; });
        services.postgresql.initialScript = builtins.toFile "init.sql" "CREATE ROLE \${config.services.nginx.user};";
      }
    `)
  })

  it('stands as a module, and as a file', () => {
    const made = files(
      () => [
        host('web', [
          nixModule(
            'legacy-printing',
            '{ pkgs, ... }:\n{\n  services.printing.drivers = [ pkgs.gutenprint ];\n}\n',
          ),
          importModule(new URL('./data/printing.nix', import.meta.url)),
        ]),
      ],
      here,
    )
    expect(made['hosts/web/default.nix']).toBe(text`
      {
        # NixOS merges the last of these first.
        imports = [
          ../../data/printing.nix
          ../../modules/nix/legacy-printing.nix
        ];

        networking.hostName = "web";
        nixpkgs.hostPlatform = "x86_64-linux";
      }
    `)
    expect(made['modules/nix/legacy-printing.nix']).toBe(
      '{ pkgs, ... }:\n{\n  services.printing.drivers = [ pkgs.gutenprint ];\n}\n',
    )
    expect(made['data/printing.nix']).toBe(`copy of ${here}data/printing.nix`)
  })
})

describe('18: functions as values', () => {
  it('are written with their parameters', () => {
    const unfree = ['steam', 'vscode']
    const made = files(() =>
      fleet([host('web')], {
        nixpkgsConfig: {
          allowUnfreePredicate: nix.lambda(['pkg'], (pkg) => builtins.elem!(lib.getName!(pkg), unfree)),
          cudaSupport: true,
        },
      }),
    )
    expect(made['profiles/fleet.nix']).toBe(text`
      { lib, ... }:
      {
        nixpkgs.config = {
          allowUnfreePredicate =
            pkg:
            builtins.elem (lib.getName pkg) [
              "steam"
              "vscode"
            ];
          cudaSupport = true;
        };
      }
    `)
  })

  it('may be the value of an option of a module', () => {
    const filter = defineModule('filter', {
      description: 'Keeps some.',
      options: { keep: option(t.nix(t.raw), { description: 'Which.' }) },
    }).config(({ cfg }) => [nixos({ services: { openssh: { enable: nix.expr`${cfg.keep} "x"` } } })])
    expect(
      files(() => [host('web', [filter({ keep: nix.lambda(['x'], (x) => nix.eq(x, 'x')) })])])[
        'modules/filter.nix'
      ],
    ).toBe(text`
      # Keeps some.
      {
        services.openssh.enable = (x: x == "x") "x";
      }
    `)
  })
})

describe('20: variants of a system', () => {
  it('are made by extendModules', () => {
    const image = host('web')
    const made = files(() =>
      fleet([image], {
        outputs: {
          packages: {
            image: image.nixosSystem.extendModules!({
              modules: [nix.expr`"\${nixpkgs}/nixos/modules/virtualisation/digital-ocean-image.nix"`],
            }).config!.system!.build!.image!,
          },
        },
      }),
    )
    expect(oneLine(made['flake.nix']!)).toContain(
      'image = (self.nixosConfigurations.web.extendModules { modules = [ "${nixpkgs}/nixos/modules/virtualisation/digital-ocean-image.nix" ]; }).config.system.build.image;',
    )
  })
})
