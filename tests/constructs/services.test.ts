import { readFileSync } from 'node:fs'
import {
  builtins,
  darwin,
  defineModule,
  home,
  importModule,
  inputs,
  lib,
  nix,
  nixos,
  option,
  pkgs,
  t,
  untyped,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { expressionData } from '../../src/fleet/expression.ts'
import { files, fleet, host, printed, text } from '../fleet/support.ts'
import edge from './data/edge.json' with { type: 'json' }

const here = new URL('.', import.meta.url).pathname

describe('5: scripts', () => {
  it('keep every character', () => {
    expect(
      printed([
        nixos({
          systemd: {
            services: {
              rotate: {
                script: `set -eu
for file in "\${LOGS[@]}"; do
  echo '' "$file" ''quoted'' \\n $\${x} $
	tab "\${file##*/}"
done
`,
              },
              inner: { script: 'first\n  indented\n\n    more\nlast' },
              leading: { script: '  all\n    of it\n' },
              one: { script: 'echo "${HOME}"' },
            },
          },
        }),
      ]),
    ).toBe(text`
      {
        systemd.services = {
          rotate.script = ''
            set -eu
            for file in "''\${LOGS[@]}"; do
              echo ''' "$file" '''quoted''' \\n $''\${x} $
            	tab "''\${file##*/}"
            done
          '';
          inner.script = ''
            first
              indented

                more
            last'';
          leading.script = ''
            ''\\  all
                of it
          '';
          one.script = "echo \\"\\\${HOME}\\"";
        };
      }
    `)
  })

  it('take packages and values of options between their lines', () => {
    expect(
      printed([
        ({ host }) =>
          nixos({
            systemd: {
              services: {
                sync: {
                  script: nix.lines`
                    export TARGET="\${1:-${host.config.networking.hostName}}"
                    ${pkgs.rsync}/bin/rsync -a /srv/ "$TARGET:${host.config.services.nginx.statusPage}"
                    ${lib.getExe!(pkgs.curl)} "http://localhost:${host.config.services.prometheus.port}/''"
                  `,
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
        systemd.services.sync.script = ''
          export TARGET="''\${1:-\${config.networking.hostName}}"
          \${pkgs.rsync}/bin/rsync -a /srv/ "$TARGET:\${toString config.services.nginx.statusPage}"
          \${lib.getExe pkgs.curl} "http://localhost:\${toString config.services.prometheus.port}/'''"
        '';
      }
    `)
  })
})

describe('5: lines of a text', () => {
  const written = (made: ReturnType<typeof nix.lines>): unknown => {
    const data = expressionData(made as never) as { readonly strings: readonly string[] }
    return data.strings
  }

  it('lose the indentation that they share, and nothing else', () => {
    expect(written(nix.lines`one`)).toEqual(['one'])
    expect(written(nix.lines``)).toEqual([''])
    expect(
      written(nix.lines`
      a
        b

      c
    `),
    ).toEqual(['a\n  b\n\nc\n'])
    expect(
      written(nix.lines`
      a
      b`),
    ).toEqual(['a\nb'])
    expect(
      written(nix.lines`first
      second`),
    ).toEqual(['first\nsecond'])
  })

  it('count a value as content, wherever it stands', () => {
    expect(
      written(nix.lines`
        ${pkgs.git}
          ${pkgs.git} x
      ${pkgs.git}
    `),
    ).toEqual(['  ', '\n    ', ' x\n', '\n'])
  })
})

describe('6: writers', () => {
  it('are functions of pkgs', () => {
    expect(
      printed([
        nixos({
          environment: {
            systemPackages: [
              pkgs.writeShellApplication!({
                name: 'greet',
                runtimeInputs: [pkgs.cowsay],
                text: 'cowsay "$@"\n',
              }),
              pkgs.writeShellScriptBin!('hello', nix`exec ${pkgs.hello}/bin/hello`),
            ],
            etc: {
              'a.txt': { source: pkgs.writeText!('a.txt', 'a\n') },
              'b.json': { source: pkgs.formats.json!({}).generate!('b.json', { a: [1, null] }) },
            },
          },
        }),
      ]),
    ).toBe(text`
      { pkgs, ... }:
      {
        environment = {
          systemPackages = [
            (pkgs.writeShellApplication {
              name = "greet";
              runtimeInputs = [ pkgs.cowsay ];
              text = ''
                cowsay "$@"
              '';
            })
            (pkgs.writeShellScriptBin "hello" "exec \${pkgs.hello}/bin/hello")
          ];
          etc = {
            "a.txt".source = pkgs.writeText "a.txt" ''
              a
            '';
            "b.json".source = (pkgs.formats.json { }).generate "b.json" {
              a = [
                1
                null
              ];
            };
          };
        };
      }
    `)
  })
})

describe('7: units of systemd', () => {
  it('are services, timers, files and units of users', () => {
    expect(
      printed([
        nixos({
          systemd: {
            services: {
              backup: {
                description: 'Backup',
                after: ['network-online.target'],
                wants: ['network-online.target'],
                path: [pkgs.restic],
                serviceConfig: { Type: 'oneshot', ExecStart: ['a', 'b'], DynamicUser: true, MemoryMax: '1G' },
              },
            },
            timers: {
              backup: {
                wantedBy: ['timers.target'],
                timerConfig: { OnCalendar: 'daily', RandomizedDelaySec: '1h', Persistent: true },
              },
            },
            tmpfiles: {
              rules: ['d /srv/backup 0750 root root -'],
              settings: { srv: { '/srv/x': { d: { mode: '0755' } } } },
            },
            user: { services: { agent: { wantedBy: ['default.target'], script: 'true' } } },
          },
        }),
      ]),
    ).toBe(text`
      { pkgs, ... }:
      {
        systemd = {
          services.backup = {
            description = "Backup";
            after = [ "network-online.target" ];
            wants = [ "network-online.target" ];
            path = [ pkgs.restic ];
            serviceConfig = {
              Type = "oneshot";
              ExecStart = [
                "a"
                "b"
              ];
              DynamicUser = true;
              MemoryMax = "1G";
            };
          };
          timers.backup = {
            wantedBy = [ "timers.target" ];
            timerConfig = {
              OnCalendar = "daily";
              RandomizedDelaySec = "1h";
              Persistent = true;
            };
          };
          tmpfiles = {
            rules = [ "d /srv/backup 0750 root root -" ];
            settings.srv."/srv/x".d.mode = "0755";
          };
          user.services.agent = {
            wantedBy = [ "default.target" ];
            script = "true";
          };
        };
      }
    `)
  })
})

describe('8: containers', () => {
  it('run by podman or docker', () => {
    expect(
      printed([
        ({ host }) =>
          nixos({
            virtualisation: {
              'oci-containers': {
                backend: 'podman',
                containers: {
                  web: {
                    image: 'docker.io/library/nginx:1.27',
                    ports: ['127.0.0.1:8080:80'],
                    volumes: ['/srv/web:/usr/share/nginx/html:ro'],
                    environment: { TZ: host.timeZone ?? 'UTC' },
                    extraOptions: ['--pull=newer'],
                    dependsOn: ['db'],
                  },
                },
              },
            },
          }),
      ]),
    ).toBe(text`
      {
        virtualisation.oci-containers = {
          backend = "podman";
          containers.web = {
            image = "docker.io/library/nginx:1.27";
            ports = [ "127.0.0.1:8080:80" ];
            volumes = [ "/srv/web:/usr/share/nginx/html:ro" ];
            environment.TZ = "UTC";
            extraOptions = [ "--pull=newer" ];
            dependsOn = [ "db" ];
          };
        };
      }
    `)
  })
})

describe('15: what other hosts have', () => {
  it('is read from their configuration', () => {
    const storage = host('storage', [nixos({ services: { prometheus: { enable: true } } })])
    const laptop = host('laptop', { use: [home('alice', { programs: { git: { enable: true } } })] })
    const mac = host('mac', { system: 'aarch64-darwin' })
    const made = files(() =>
      fleet(
        [
          storage,
          laptop,
          mac,
          host('web', ({ hosts }) => [
            nixos({
              services: {
                nginx: {
                  virtualHosts: {
                    metrics: {
                      locations: {
                        '/': { proxyPass: nix`http://storage:${storage.config.services.prometheus.port}` },
                      },
                    },
                  },
                },
              },
              environment: {
                variables: {
                  LAPTOP: laptop.config.time.timeZone,
                  MAC: hosts.get('mac').config.networking.hostName,
                },
              },
            }),
          ]),
        ],
        { inputs: { nixpkgs: 'a', 'nix-darwin': 'github:nix-darwin/nix-darwin' } },
      ),
    )
    expect(made['hosts/web/default.nix']).toBe(text`
      { self, ... }:
      {
        networking.hostName = "web";
        nixpkgs.hostPlatform = "x86_64-linux";
        services.nginx.virtualHosts.metrics.locations."/".proxyPass =
          "http://storage:\${toString self.nixosConfigurations.storage.config.services.prometheus.port}";

        environment.variables = {
          LAPTOP = self.nixosConfigurations.laptop.config.time.timeZone;
          MAC = self.darwinConfigurations.mac.config.networking.hostName;
        };
      }
    `)
  })
})

describe('16: files and data', () => {
  it('are read where the fleet is loaded, or by Nix', () => {
    expect(
      printed(
        [
          nixos({
            users: { motd: readFileSync(new URL('./data/motd', import.meta.url), 'utf8') },
            networking: { firewall: { allowedTCPPorts: edge.ports } },
            services: { grafana: { settings: { edge } } },
            environment: {
              etc: { issue: { text: builtins.readFile!(nix.path(new URL('./data/motd', import.meta.url))) } },
            },
          }),
        ],
        {},
        here,
      ),
    ).toBe(text`
      {
        users.motd = ''
          Welcome
        '';

        networking.firewall.allowedTCPPorts = [
          80
          443
        ];

        services.grafana.settings.edge = {
          ports = [
            80
            443
          ];
          name = "edge";
          limits = {
            cpu = 0.5;
            memory = null;
          };
        };

        environment.etc.issue.text = builtins.readFile ../data/motd;
      }
    `)
  })
})

describe('19: templates of sops', () => {
  it('take placeholders', () => {
    expect(
      printed(
        [
          importModule(inputs['sops-nix']!.nixosModules!.sops!),
          ({ host }) =>
            nixos({
              sops: {
                secrets: { 'db-password': { owner: 'postgres' } },
                templates: {
                  'app.env': {
                    content: nix`PASSWORD=${host.config.sops.placeholder['db-password']!}\nPORT=${host.config.services.prometheus.port}\n`,
                    owner: 'app',
                  },
                },
              },
              systemd: {
                services: {
                  app: { serviceConfig: { EnvironmentFile: host.config.sops.templates['app.env']!.path } },
                },
              },
            }),
        ],
        { inputs: { nixpkgs: 'a', 'sops-nix': 'github:Mic92/sops-nix' } },
      ),
    ).toBe(text`
      { config, ... }:
      {
        sops = {
          secrets.db-password.owner = "postgres";
          templates."app.env" = {
            content = ''
              PASSWORD=\${toString config.sops.placeholder.db-password}
              PORT=\${toString config.services.prometheus.port}
            '';
            owner = "app";
          };
        };

        systemd.services.app.serviceConfig.EnvironmentFile = config.sops.templates."app.env".path;
      }
    `)
  })
})

describe('21: what survives a reboot', () => {
  it('is a list of paths, known or not', () => {
    expect(
      printed(
        [
          importModule(inputs.impermanence!.nixosModules!.impermanence!),
          ({ host }) =>
            nixos(
              untyped({
                environment: {
                  persistence: {
                    '/persist': {
                      hideMounts: true,
                      directories: [
                        '/var/log',
                        host.config.services.postgresql.dataDir,
                        { directory: '/var/lib/private', mode: '0700' },
                      ],
                      files: ['/etc/machine-id'],
                    },
                  },
                },
              }),
            ),
        ],
        { inputs: { nixpkgs: 'a', impermanence: 'github:nix-community/impermanence' } },
      ),
    ).toBe(text`
      { config, ... }:
      {
        environment.persistence."/persist" = {
          hideMounts = true;
          directories = [
            "/var/log"
            config.services.postgresql.dataDir
            {
              directory = "/var/lib/private";
              mode = "0700";
            }
          ];
          files = [ "/etc/machine-id" ];
        };
      }
    `)
  })
})

describe('22: other targets', () => {
  it('are the Home Manager of users', () => {
    const shell = defineModule('shell', {
      description: 'A shell.',
      options: { prompt: option(t.str, { default: '$', description: 'Before what is typed.' }) },
    }).config(({ cfg, user, host }) => [
      home({
        programs: { bash: { enable: true, sessionVariables: { PS1: `${user.name}${cfg.prompt}` } } },
        home: {
          sessionPath: [nix`${user.config.home.homeDirectory}/bin`],
          sessionVariables: { ZONE: host.config.time.timeZone },
        },
      }),
    ])
    const made = files(() => [
      host('web', {
        home: { alice: [shell({ prompt: '>' }), home({ programs: { git: { enable: true } } })] },
        use: [home('bob', { programs: { fish: { enable: true } } }), home('bob', [shell()])],
      }),
    ])
    expect(made['hosts/web/home.nix']).toBe(text`
      {
        home-manager.users = {
          bob = {
            imports = [ ../../modules/shell.bob.home.nix ];
            programs.fish.enable = true;
          };
          alice = {
            imports = [ ../../modules/shell.alice.home.nix ];
            programs.git.enable = true;
          };
        };
      }
    `)
    expect(Object.keys(made).filter((file) => file.includes('shell'))).toEqual([
      'modules/shell.alice.home.nix',
      'modules/shell.bob.home.nix',
    ])
  })

  it('are machines with Darwin', () => {
    const made = files(() =>
      fleet(
        [
          host('mac', {
            system: 'aarch64-darwin',
            nixpkgs: 'nixpkgs',
            timeZone: 'Europe/Berlin',
            use: [
              darwin({ system: { defaults: { dock: { autohide: true } } }, homebrew: { casks: ['iterm2'] } }),
              ({ host }) => darwin({ networking: { computerName: host.config.networking.hostName } }),
            ],
          }),
        ],
        { inputs: { nixpkgs: 'a', 'nix-darwin': 'github:nix-darwin/nix-darwin' } },
      ),
    )
    expect(made['hosts/mac/default.nix']).toBe(text`
      { config, ... }:
      {
        networking = {
          hostName = "mac";
          computerName = config.networking.hostName;
        };

        nixpkgs.hostPlatform = "aarch64-darwin";
        time.timeZone = "Europe/Berlin";
        system.defaults.dock.autohide = true;
        homebrew.casks = [ "iterm2" ];
      }
    `)
  })
})
