/**
 * A synthetic fleet for the checks: `BENCH_HOSTS=1000 panther check --fleet bench/check-fleet.ts`.
 *
 * Each host uses 30 modules, most of which say something of NixOS, and comes to about 80 definitions of NixOS's and
 * Home Manager's options: switches, enums, lists, packages, units, virtual hosts, freeform settings, users. A third
 * of what modules say depends on the host. The same number of hosts gives the same fleet.
 */
import {
  defineFleet,
  defineHost,
  defineModule,
  defineProfile,
  type Fleet,
  home,
  type Module,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  nix,
  nixos,
  option,
  pkgs,
  t,
  type Use,
} from '../src/index.ts'

/** What a module looks at: its own options, the number of its host and the name of it. */
interface Own {
  readonly cfg: Options
  readonly number: number
  readonly name: string
}

interface Options {
  readonly port: number
  readonly domain: string
  readonly level: 'info' | 'debug'
}

/** What a module of the fleet says, by its name. */
const bodies: Readonly<Record<string, (own: Own) => Use>> = {
  ssh: ({ cfg }) =>
    nixos({
      services: {
        openssh: {
          enable: true,
          ports: [cfg.port],
          settings: { PasswordAuthentication: false, PermitRootLogin: mkDefault('no'), X11Forwarding: false },
        },
      },
    }),
  nginx: ({ cfg, name }) =>
    nixos({
      services: {
        nginx: {
          enable: true,
          recommendedTlsSettings: true,
          recommendedProxySettings: true,
          virtualHosts: {
            [`${name}.${cfg.domain}`]: {
              forceSSL: true,
              enableACME: true,
              locations: {
                '/': { proxyPass: `http://127.0.0.1:${cfg.port}`, proxyWebsockets: true },
                '/static': { root: '/srv/static', extraConfig: 'expires 30d;' },
              },
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443] } },
    }),
  acme: ({ cfg }) =>
    nixos({ security: { acme: { acceptTerms: true, defaults: { email: `admin@${cfg.domain}` } } } }),
  nodeExporter: ({ cfg }) =>
    nixos({
      services: {
        prometheus: {
          exporters: {
            node: { enable: true, port: cfg.port, enabledCollectors: ['systemd', 'processes'] },
          },
        },
      },
    }),
  prometheus: ({ cfg, number }) =>
    nixos({
      services: {
        prometheus: {
          enable: true,
          port: cfg.port,
          retentionTime: '30d',
          scrapeConfigs: [
            {
              job_name: 'nodes',
              scrape_interval: '15s',
              static_configs: [{ targets: [`10.0.0.${number % 250}:9100`, '10.0.0.1:9100'] }],
            },
          ],
        },
      },
    }),
  grafana: ({ cfg }) =>
    nixos({
      services: {
        grafana: {
          enable: true,
          settings: {
            server: { http_port: cfg.port, domain: cfg.domain, http_addr: '127.0.0.1' },
            analytics: { reporting_enabled: false },
          },
        },
      },
    }),
  postgresql: () =>
    nixos({
      services: {
        postgresql: {
          enable: true,
          package: pkgs.postgresql_16,
          ensureDatabases: ['app', 'metrics'],
          ensureUsers: [{ name: 'app', ensureDBOwnership: true }],
          settings: { max_connections: 200, shared_buffers: '512MB' },
        },
      },
    }),
  redis: ({ cfg }) =>
    nixos({ services: { redis: { servers: { cache: { enable: true, port: cfg.port } } } } }),
  backup: ({ number, name }) =>
    nixos({
      services: {
        restic: {
          backups: {
            daily: {
              repository: `sftp:backup@vault:/srv/${name}`,
              passwordFile: '/run/secrets/restic',
              paths: ['/var/lib', '/home'],
              exclude: ['/var/lib/docker'],
              timerConfig: { OnCalendar: `*-*-* 0${number % 6}:00:00`, Persistent: true },
              pruneOpts: ['--keep-daily 7', '--keep-weekly 4'],
            },
          },
        },
      },
    }),
  worker: ({ cfg, name }) =>
    nixos({
      systemd: {
        services: {
          worker: {
            description: `Works for ${name}`,
            wantedBy: ['multi-user.target'],
            after: ['network.target'],
            environment: { LEVEL: cfg.level, PORT: String(cfg.port) },
            serviceConfig: {
              ExecStart: nix`${pkgs.hello}/bin/hello`,
              Restart: 'always',
              DynamicUser: true,
              ProtectSystem: 'strict',
            },
          },
        },
      },
    }),
  timer: () =>
    nixos({
      systemd: {
        timers: {
          sweep: { wantedBy: ['timers.target'], timerConfig: { OnCalendar: 'daily', Unit: 'sweep.service' } },
        },
        services: {
          sweep: { script: 'rm -rf /var/tmp/sweep', serviceConfig: { Type: 'oneshot', User: 'root' } },
        },
        tmpfiles: { rules: ['d /srv 0755 root root -'] },
      },
    }),
  fail2ban: () => nixos({ services: { fail2ban: { enable: true, maxretry: 5, bantime: '1h' } } }),
  tailscale: ({ number }) =>
    nixos({
      services: {
        tailscale: {
          enable: true,
          useRoutingFeatures: number % 2 === 0 ? 'server' : 'client',
          extraSetFlags: ['--ssh'],
        },
      },
      networking: { firewall: { trustedInterfaces: ['tailscale0'] } },
    }),
  admin: ({ number }) =>
    nixos({
      users: {
        users: {
          admin: {
            isNormalUser: true,
            uid: 1000 + (number % 50),
            extraGroups: ['wheel', 'docker'],
            openssh: { authorizedKeys: { keys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB admin'] } },
          },
        },
        groups: { docker: {} },
      },
      security: { sudo: { wheelNeedsPassword: false } },
    }),
  shell: ({ name }) =>
    home('admin', {
      programs: {
        git: { enable: true, settings: { user: { name: 'Admin', email: `admin@${name}` } } },
        zsh: { enable: true, shellAliases: { ll: 'ls -l', gs: 'git status' }, history: { size: 10000 } },
        starship: { enable: true, settings: { add_newline: false } },
      },
      home: { packages: [pkgs.ripgrep, pkgs.fd, pkgs.jq], sessionVariables: { EDITOR: 'vim' } },
    }),
  nixDaemon: () =>
    nixos({
      nix: {
        settings: {
          'experimental-features': ['nix-command', 'flakes'],
          'auto-optimise-store': true,
          substituters: mkBefore(['https://cache.example.org']),
          'max-jobs': 4,
        },
        gc: { automatic: true, dates: 'weekly', options: '--delete-older-than 30d' },
      },
    }),
  kernel: () =>
    nixos({
      boot: {
        kernel: { sysctl: { 'net.ipv4.ip_forward': 1, 'vm.swappiness': 10 } },
        kernelModules: ['kvm-intel', 'wireguard'],
        kernelParams: ['quiet'],
        tmp: { cleanOnBoot: true },
      },
    }),
  boot: () =>
    nixos({
      boot: { loader: { 'systemd-boot': { enable: true, configurationLimit: 10 }, timeout: 3 } },
    }),
  packages: ({ number }) =>
    nixos({
      environment: {
        systemPackages: [pkgs.vim, pkgs.htop, pkgs.tmux, ...(number % 3 === 0 ? [pkgs.curl] : [])],
        variables: { EDITOR: 'vim' },
      },
    }),
  etc: ({ name }) =>
    nixos({ environment: { etc: { 'host-note': { text: `This is ${name}.\n`, mode: '0644' } } } }),
  locale: () =>
    nixos({
      time: { timeZone: 'Europe/Berlin' },
      i18n: { defaultLocale: 'en_US.UTF-8', extraLocaleSettings: { LC_TIME: 'de_DE.UTF-8' } },
      console: { keyMap: 'de' },
    }),
  network: ({ number }) =>
    nixos({
      networking: {
        useDHCP: false,
        nameservers: ['9.9.9.9', '1.1.1.1'],
        interfaces: {
          eth0: {
            ipv4: { addresses: [{ address: `10.0.${number >> 8}.${number & 255}`, prefixLength: 16 }] },
          },
        },
        firewall: { enable: true, allowedUDPPorts: [51820] },
      },
    }),
  wireguard: ({ number }) =>
    nixos({
      networking: {
        wireguard: {
          interfaces: {
            wg0: {
              ips: [`10.100.${number >> 8}.${number & 255}/24`],
              listenPort: 51820,
              privateKeyFile: '/run/secrets/wg',
              peers: [
                {
                  publicKey: 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=',
                  allowedIPs: ['10.100.0.0/16'],
                  endpoint: 'hub.example.org:51820',
                  persistentKeepalive: 25,
                },
              ],
            },
          },
        },
      },
    }),
  docker: () =>
    nixos({
      virtualisation: {
        docker: { enable: true, autoPrune: { enable: true, dates: 'weekly' }, storageDriver: 'overlay2' },
      },
    }),
  container: ({ cfg }) =>
    nixos({
      virtualisation: {
        'oci-containers': {
          backend: 'podman',
          containers: {
            app: {
              image: 'ghcr.io/example/app:1.2',
              ports: [`127.0.0.1:${cfg.port}:8080`],
              volumes: ['/srv/app:/data'],
              environment: { LEVEL: cfg.level },
            },
          },
        },
      },
    }),
  disks: ({ number }) =>
    nixos({
      fileSystems: {
        '/': { device: '/dev/disk/by-label/root', fsType: 'ext4', options: ['noatime'] },
        '/boot': { device: '/dev/disk/by-label/boot', fsType: 'vfat' },
        '/data': mkIf(number % 4 === 0, { device: '/dev/sdb1', fsType: 'xfs' }),
      },
      swapDevices: [{ device: '/dev/disk/by-label/swap' }],
    }),
  logs: ({ cfg }) =>
    nixos({
      services: {
        journald: { extraConfig: 'SystemMaxUse=500M' },
        vector: { enable: true, journaldAccess: true, settings: { sinks: { out: { port: cfg.port } } } },
      },
    }),
  updates: () =>
    nixos({
      system: { autoUpgrade: { enable: true, dates: '04:40', flake: 'github:example/fleet' } },
      documentation: { nixos: { enable: mkForce(false) } },
    }),
  hardware: () =>
    nixos({
      hardware: { enableRedistributableFirmware: true, cpu: { intel: { updateMicrocode: true } } },
      powerManagement: { cpuFreqGovernor: 'ondemand' },
      services: {
        fstrim: { enable: true },
        smartd: { enable: true, notifications: { wall: { enable: true } } },
      },
    }),
  versions: () => nixos({ nixpkgs: { config: { allowUnfree: true } } }),
}

type Synthetic = Module<Partial<Options>, Options & { readonly enable: boolean }>

const modules: Readonly<Record<string, Synthetic>> = Object.fromEntries(
  Object.entries(bodies).map(([name, body], index) => [name, syntheticModule(name, body, index)]),
)

function syntheticModule(name: string, body: (own: Own) => Use, index: number): Synthetic {
  return defineModule(`bench.${name}`, {
    description: `Says what a fleet says of ${name}.`,
    options: {
      port: option(t.port, { default: 8000 + index, description: 'Where it listens.' }),
      domain: option(t.str, { default: 'example.org', description: 'Where it is reached.' }),
      level: option(t.enum('info', 'debug'), { default: 'info', description: 'How much it logs.' }),
    },
  }).config(({ cfg, host }) => body({ cfg, number: Number(host.name.slice(1)), name: host.name }))
}

/** What every host has is said once, in a profile; the rest differs from host to host. */
function checkFleet(count: number): Fleet {
  const all = Object.values(modules)
  const everywhere = defineProfile('everywhere', [
    all.slice(0, 15).map((module) => module({})),
    nixos({ services: { openssh: { openFirewall: true } }, programs: { zsh: { enable: true } } }),
  ])
  const random = numbers(1)
  const hosts = Array.from({ length: count }, (_, number) =>
    defineHost(`h${number}`, {
      system: 'x86_64-linux',
      stateVersion: '26.05',
      use: [
        everywhere,
        all.slice(15).map((module) => module(random() < 0.3 ? { level: 'debug' } : {})),
        modules['worker']!({ port: 20000 + Math.floor(random() * 1000) }),
        nixos({
          networking: { hosts: { [`10.0.${number >> 8}.${number & 255}`]: [`h${number}.example.org`] } },
          users: { motd: `This is h${number}.` },
        }),
        home('admin', { home: { stateVersion: '26.05' } }),
      ],
    }),
  )
  const nixpkgs = 'github:NixOS/nixpkgs/nixos-unstable'
  return defineFleet({
    inputs: {
      nixpkgs,
      'home-manager': { url: 'github:nix-community/home-manager', follows: { nixpkgs: 'nixpkgs' } },
    },
    hosts,
  })
}

/** Numbers from 0 to 1 that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export default checkFleet(Number(process.env['BENCH_HOSTS'] ?? 1000))
