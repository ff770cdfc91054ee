import {
  assertion,
  defineModule,
  lib,
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  nix,
  nixos,
  option,
  pkgs,
  t,
  type Use,
  warning,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { files, host, printed, text } from '../fleet/support.ts'

describe('1: modules are functions of config, lib and pkgs', () => {
  it('takes as arguments what it needs', () => {
    const reports = defineModule('reports', {
      description: 'Renders reports at night.',
      options: { port: option(t.port, { description: 'Where it listens.' }) },
    }).config(({ cfg, host }) => [
      nixos({
        services: {
          prometheus: { enable: true, port: cfg.port, listenAddress: host.config.networking.hostName },
        },
        environment: { systemPackages: [pkgs.git], variables: { REPORTS: lib.toUpper!('reports') } },
      }),
    ])
    expect(files(() => [host('web', [reports({ port: 9000 })])])['modules/reports.nix']).toBe(text`
      # Renders reports at night.
      {
        config,
        lib,
        pkgs,
        ...
      }:
      {
        services.prometheus = {
          enable = true;
          port = 9000;
          listenAddress = config.networking.hostName;
        };

        environment = {
          systemPackages = [ pkgs.git ];
          variables.REPORTS = lib.toUpper "reports";
        };
      }
    `)
  })

  it('takes none where it needs none', () => {
    expect(printed([nixos({ time: { timeZone: 'Europe/Berlin' } })])).toBe(text`
      { time.timeZone = "Europe/Berlin"; }
    `)
  })
})

describe('2: properties', () => {
  it('prints priorities and orders by their names, and by number where they have none', () => {
    expect(
      printed([
        nixos({
          time: { timeZone: mkDefault('UTC') },
          services: { openssh: { enable: mkForce(true), ports: mkOverride(70, [22]) } },
          boot: {
            kernelParams: mkBefore(['quiet']),
            kernelModules: mkAfter(['kvm-intel']),
            supportedFilesystems: mkOrder(1200, ['btrfs']),
          },
        }),
      ]),
    ).toBe(text`
      { lib, ... }:
      {
        time.timeZone = lib.mkDefault "UTC";

        services.openssh = {
          enable = lib.mkForce true;
          ports = lib.mkOverride 70 [ 22 ];
        };

        boot = {
          kernelParams = lib.mkBefore [ "quiet" ];
          kernelModules = lib.mkAfter [ "kvm-intel" ];
          supportedFilesystems = lib.mkOrder 1200 [ "btrfs" ];
        };
      }
    `)
  })

  it('leaves a condition that only NixOS knows to NixOS, and decides the others', () => {
    expect(
      printed([
        ({ host }) => [
          nixos({
            networking: {
              firewall: {
                allowedTCPPorts: [22, mkIf(host.name === 'web', 80), mkIf(host.name === 'db', 5432)],
                allowedUDPPorts: mkIf(host.config.services.tailscale.enable, [41641]),
              },
            },
            services: {
              nginx: mkIf(host.config.services.prometheus.enable, {
                enable: true,
                recommendedTlsSettings: mkDefault(true),
              }),
            },
          }),
        ],
      ]),
    ).toBe(text`
      { config, lib, ... }:
      {
        networking.firewall = {
          allowedTCPPorts = [
            22
            80
          ];
          allowedUDPPorts = lib.mkIf config.services.tailscale.enable [ 41641 ];
        };

        services.nginx = lib.mkIf config.services.prometheus.enable {
          enable = true;
          recommendedTlsSettings = lib.mkDefault true;
        };
      }
    `)
  })

  it('stands around whole definitions', () => {
    expect(
      printed([
        ({ host }): Use =>
          mkIf(
            host.config.services.openssh.enable,
            nixos({ services: { fail2ban: { enable: true } }, networking: { firewall: { enable: true } } }),
          ),
      ]),
    ).toBe(text`
      { config, lib, ... }:
      {
        config = lib.mkIf config.services.openssh.enable {
          services.fail2ban.enable = true;
          networking.firewall.enable = true;
        };
      }
    `)
  })

  it('merges what is said twice, and says it in order', () => {
    expect(
      printed([
        nixos({ environment: { systemPackages: mkMerge([[pkgs.git], mkAfter([pkgs.htop])]) } }),
        nixos({ environment: { systemPackages: [pkgs.vim] }, services: { openssh: { enable: true } } }),
        nixos({ services: { openssh: { ports: [2222] } } }),
      ]),
    ).toBe(text`
      { lib, pkgs, ... }:
      {
        environment.systemPackages = lib.mkMerge [
          [ pkgs.git ]
          (lib.mkAfter [ pkgs.htop ])
          [ pkgs.vim ]
        ];

        services.openssh = {
          enable = true;
          ports = [ 2222 ];
        };
      }
    `)
  })
})

describe('9: attribute names that Nix computes', () => {
  it('interpolates them, or stands alone', () => {
    expect(
      printed([
        ({ host }) =>
          nixos({
            environment: { etc: { [nix.key`${host.config.networking.hostName}.conf`]: { text: '' } } },
            users: { users: { [nix.key`${host.config.services.nginx.user}`]: { extraGroups: ['acme'] } } },
          }),
      ]),
    ).toBe(text`
      { config, ... }:
      {
        environment.etc."\${config.networking.hostName}.conf".text = "";
        users.users.\${config.services.nginx.user}.extraGroups = [ "acme" ];
      }
    `)
  })

  it('quotes the names that Nix would not take as they are', () => {
    expect(
      printed([
        nixos({
          services: { nginx: { virtualHosts: { 'a.example.org': { default: true }, plain: {} } } },
          boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } },
        }),
      ]),
    ).toBe(text`
      {
        services.nginx.virtualHosts = {
          "a.example.org".default = true;
          plain = { };
        };

        boot.kernel.sysctl."net.ipv4.ip_forward" = 1;
      }
    `)
  })
})

describe('10: modules with parameters', () => {
  const proxy = defineModule('proxy', {
    description: 'Puts a service behind nginx.',
    options: {
      sites: option(
        t.attrsOf(
          t.submodule({
            port: option(t.port, { description: 'Of the service.' }),
            public: option(t.bool, { default: false, description: 'For everyone.' }),
          }),
        ),
        {
          default: {},
          description: 'By name.',
        },
      ),
    },
  }).config(({ cfg, host }) => [
    nixos({
      services: {
        nginx: {
          enable: true,
          virtualHosts: Object.fromEntries(
            Object.entries(cfg.sites).map(([name, site]) => [
              `${name}.${host.domain}`,
              { forceSSL: site.public, locations: { '/': { proxyPass: `http://127.0.0.1:${site.port}` } } },
            ]),
          ),
        },
      },
    }),
  ])

  it('are options of a module', () => {
    const made = files(() => [
      host('web', {
        domain: 'example.org',
        use: [
          proxy({ sites: { git: { port: 3000, public: true } } }),
          proxy({ sites: { wiki: { port: 8080 } } }),
        ],
      }),
    ])
    expect(made['modules/proxy.nix']).toBe(text`
      # Puts a service behind nginx.
      {
        services.nginx = {
          enable = true;
          virtualHosts = {
            "git.example.org" = {
              forceSSL = true;
              locations."/".proxyPass = "http://127.0.0.1:3000";
            };
            "wiki.example.org" = {
              forceSSL = false;
              locations."/".proxyPass = "http://127.0.0.1:8080";
            };
          };
        };
      }
    `)
  })

  it('come out as files of their own where hosts differ', () => {
    const made = files(() => [
      host('a', { domain: 'a.org', use: [proxy({ sites: { git: { port: 1 } } })] }),
      host('b', { domain: 'b.org', use: [proxy({ sites: {} })] }),
    ])
    expect(Object.keys(made).filter((file) => file.endsWith('proxy.nix'))).toEqual([
      'hosts/a/modules/proxy.nix',
      'hosts/b/modules/proxy.nix',
    ])
  })

  it('may be functions that give definitions', () => {
    const site = (fqdn: string, port: number) =>
      nixos({
        services: {
          nginx: {
            virtualHosts: { [fqdn]: { locations: { '/': { proxyPass: `http://127.0.0.1:${port}` } } } },
          },
        },
      })
    expect(printed([site('a.example.org', 1), site('b.example.org', 2)])).toBe(text`
      {
        services.nginx.virtualHosts = {
          "a.example.org".locations."/".proxyPass = "http://127.0.0.1:1";
          "b.example.org".locations."/".proxyPass = "http://127.0.0.1:2";
        };
      }
    `)
  })
})

describe('11: helpers that give definitions', () => {
  const restic = (
    name: string,
    { paths, hour = 3 }: { readonly paths: readonly string[]; readonly hour?: number },
  ): Use => [
    nixos({
      services: {
        restic: {
          backups: {
            [name]: {
              paths,
              repository: `/mnt/backup/${name}`,
              passwordFile: '/run/secrets/restic',
              timerConfig: { OnCalendar: `*-*-* ${String(hour).padStart(2, '0')}:00:00`, Persistent: true },
              pruneOpts: ['--keep-daily 7'],
            },
          },
        },
      },
    }),
    ({ host }) =>
      nixos({
        systemd: {
          services: {
            [`restic-backups-${name}`]: { serviceConfig: { Nice: host.class === 'server' ? 5 : 19 } },
          },
        },
      }),
  ]

  it('are functions', () => {
    expect(
      printed([
        restic('photos', { paths: ['/srv/photos'] }),
        restic('mail', { paths: ['/var/mail'], hour: 4 }),
      ]),
    ).toBe(text`
      {
        services.restic.backups = {
          photos = {
            paths = [ "/srv/photos" ];
            repository = "/mnt/backup/photos";
            passwordFile = "/run/secrets/restic";
            timerConfig = {
              OnCalendar = "*-*-* 03:00:00";
              Persistent = true;
            };
            pruneOpts = [ "--keep-daily 7" ];
          };
          mail = {
            paths = [ "/var/mail" ];
            repository = "/mnt/backup/mail";
            passwordFile = "/run/secrets/restic";
            timerConfig = {
              OnCalendar = "*-*-* 04:00:00";
              Persistent = true;
            };
            pruneOpts = [ "--keep-daily 7" ];
          };
        };

        systemd.services = {
          restic-backups-photos.serviceConfig.Nice = 19;
          restic-backups-mail.serviceConfig.Nice = 19;
        };
      }
    `)
  })
})

describe('23: assertions and warnings', () => {
  it('say what only NixOS can know, with the names in it', () => {
    expect(
      printed([
        ({ host }) => [
          assertion(
            host.config.services.openssh.enable,
            nix`${host.name} cannot be reached: ${host.config.networking.fqdn} has no sshd.`,
          ),
          warning(
            nix`${host.config.users.users.root!.home} is small`,
            nix.not(host.config.boot.tmp.useTmpfs),
          ),
        ],
      ]),
    ).toBe(text`
      { config, lib, ... }:
      {
        assertions = [
          {
            assertion = config.services.openssh.enable;
            message = "web cannot be reached: \${config.networking.fqdn} has no sshd.";
          }
        ];
        warnings = lib.optional (!config.boot.tmp.useTmpfs) "\${config.users.users.root.home} is small";
      }
    `)
  })
})

describe('24: values', () => {
  it('keeps null, numbers, paths and text apart', () => {
    expect(
      printed(
        [
          nixos({
            users: { users: { alice: { hashedPassword: null, uid: 1000 } } },
            services: {
              prometheus: { globalConfig: { scrape_interval: '15s' } },
              grafana: {
                settings: { a: { half: 0.5, tiny: 1e-7, whole: 3, minus: -1, huge: 9007199254740993n } },
              },
            },
            environment: {
              etc: {
                motd: { source: nix.path(new URL('./data/motd', import.meta.url)) },
                issue: { source: '/var/lib/issue' },
              },
            },
            boot: { kernel: { sysctl: { 'vm.swappiness': -5, unset: null } } },
          }),
        ],
        {},
        new URL('.', import.meta.url).pathname,
      ),
    ).toBe(text`
      {
        users.users.alice = {
          hashedPassword = null;
          uid = 1000;
        };

        services = {
          prometheus.globalConfig.scrape_interval = "15s";
          grafana.settings.a = {
            half = 0.5;
            tiny = 1.0e-7;
            whole = 3;
            minus = -1;
            huge = 9007199254740993;
          };
        };

        environment.etc = {
          motd.source = ../data/motd;
          issue.source = "/var/lib/issue";
        };

        boot.kernel.sysctl = {
          "vm.swappiness" = -5;
          unset = null;
        };
      }
    `)
  })
})
