import { defineFleet, defineHost, defineProfile, mkDefault, nix, nixos, pkgs } from 'pantheros'
import { bios, ext4Root, key, sshServer, virtual } from '../parts.ts'

const cloud = defineProfile('cloud', [
  sshServer,
  nixos({
    services: {
      fail2ban: { enable: true, maxretry: 5, bantime: '1h' },
      journald: { extraConfig: 'SystemMaxUse=1G' },
    },
    security: { acme: { acceptTerms: true, defaults: { email: 'ops@example.org' } } },
    users: {
      users: {
        deploy: { isNormalUser: true, extraGroups: ['wheel'], openssh: { authorizedKeys: { keys: [key] } } },
      },
    },
    nix: { gc: { automatic: mkDefault(true), dates: 'weekly' } },
    documentation: { nixos: { enable: false } },
  }),
])

const common = {
  system: 'x86_64-linux',
  class: 'server',
  stateVersion: '25.11',
  domain: 'example.org',
  hardware: [virtual, ext4Root, bios('/dev/vda')],
} as const

const db = defineHost('db', {
  ...common,
  address: '10.20.0.10',
  use: [
    cloud,
    nixos({
      services: {
        postgresql: {
          enable: true,
          package: pkgs['postgresql_17'],
          enableTCPIP: true,
          ensureDatabases: ['forgejo', 'nextcloud'],
          ensureUsers: [
            { name: 'forgejo', ensureDBOwnership: true },
            { name: 'nextcloud', ensureDBOwnership: true },
          ],
          authentication: 'host all all 10.20.0.0/24 scram-sha-256\n',
          settings: { max_connections: 200, wal_level: 'replica', max_wal_senders: 5 },
        },
        postgresqlBackup: { enable: true, backupAll: true },
        prometheus: {
          exporters: {
            postgres: { enable: true, openFirewall: true, runAsLocalSuperUser: true },
            node: { enable: true, openFirewall: true },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [5432] } },
    }),
  ],
})

const replica = defineHost('db-replica', {
  ...common,
  address: '10.20.0.11',
  use: [
    cloud,
    nixos({
      services: {
        postgresql: {
          enable: true,
          package: pkgs['postgresql_17'],
          settings: { hot_standby: true, primary_conninfo: `host=${db.address} user=replicator` },
        },
        pgbouncer: {
          enable: true,
          settings: {
            pgbouncer: { listen_addr: '*', auth_type: 'md5' },
            databases: { forgejo: `host=${db.address} port=5432` },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [6432] } },
    }),
  ],
})

const web = defineHost('web', {
  ...common,
  address: '10.20.0.20',
  use: [
    cloud,
    nixos({
      services: {
        nginx: {
          enable: true,
          recommendedProxySettings: true,
          recommendedTlsSettings: true,
          virtualHosts: {
            'example.org': { enableACME: true, forceSSL: true, root: '/var/www/example' },
            'git.example.org': {
              enableACME: true,
              forceSSL: true,
              locations: { '/': { proxyPass: 'http://10.20.0.30:3000' } },
            },
            'cloud.example.org': {
              enableACME: true,
              forceSSL: true,
              locations: { '/': { proxyPass: 'http://10.20.0.31' } },
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443] } },
    }),
  ],
})

const forge = defineHost('forge', {
  ...common,
  address: '10.20.0.30',
  use: [
    cloud,
    nixos({
      services: {
        forgejo: {
          enable: true,
          lfs: { enable: true },
          database: {
            type: 'postgres',
            host: db.address!,
            createDatabase: false,
            passwordFile: '/var/lib/secrets/forgejo-db',
          },
          settings: {
            server: {
              DOMAIN: 'git.example.org',
              ROOT_URL: 'https://git.example.org/',
              HTTP_PORT: 3000,
              SSH_PORT: 22,
            },
            service: { DISABLE_REGISTRATION: true },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [3000] } },
    }),
  ],
})

const runner = defineHost('ci-runner', {
  ...common,
  address: '10.20.0.32',
  use: [
    cloud,
    nixos({
      virtualisation: { docker: { enable: true } },
      services: {
        'gitea-actions-runner': {
          package: pkgs['forgejo-runner'],
          instances: {
            main: {
              enable: true,
              name: 'main',
              url: 'https://git.example.org',
              tokenFile: '/var/lib/secrets/runner',
              labels: ['debian:docker://debian:12', 'native:host'],
            },
          },
        },
      },
    }),
  ],
})

const cloudHost = defineHost('cloud', {
  ...common,
  address: '10.20.0.31',
  use: [
    cloud,
    nixos({
      services: {
        nextcloud: {
          enable: true,
          package: pkgs['nextcloud33'],
          hostName: 'cloud.example.org',
          config: {
            dbtype: 'pgsql',
            adminpassFile: '/var/lib/secrets/nextcloud',
            dbhost: db.address!,
            dbpassFile: '/var/lib/secrets/nextcloud-db',
          },
          settings: { trusted_proxies: [web.address!], overwriteprotocol: 'https' },
          configureRedis: true,
          https: true,
        },
      },
      networking: { firewall: { allowedTCPPorts: [80] } },
    }),
  ],
})

const mail = defineHost('mail', {
  ...common,
  address: '10.20.0.40',
  use: [
    cloud,
    nixos({
      services: {
        postfix: {
          enable: true,
          settings: {
            main: {
              myhostname: 'mail.example.org',
              mydestination: ['mail.example.org', 'localhost'],
              smtpd_tls_security_level: 'may',
            },
          },
        },
        dovecot2: {
          enable: true,
          enablePAM: true,
          settings: { dovecot_config_version: '2.4.0', dovecot_storage_version: '2.4.0' } as never,
        },
        rspamd: { enable: true, postfix: { enable: true } },
      },
      networking: { firewall: { allowedTCPPorts: [25, 465, 587, 993] } },
    }),
  ],
})

const matrix = defineHost('matrix', {
  ...common,
  address: '10.20.0.41',
  use: [
    cloud,
    nixos({
      services: {
        'matrix-synapse': {
          enable: true,
          settings: { server_name: 'example.org', public_baseurl: 'https://matrix.example.org' },
        },
        postgresql: { enable: true },
        caddy: {
          enable: true,
          virtualHosts: { 'matrix.example.org': { extraConfig: 'reverse_proxy localhost:8008' } },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443] } },
    }),
  ],
})

const vault = defineHost('vault', {
  ...common,
  address: '10.20.0.42',
  use: [
    cloud,
    nixos({
      services: {
        vaultwarden: {
          enable: true,
          config: {
            DOMAIN: 'https://vault.example.org',
            SIGNUPS_ALLOWED: false,
            ROCKET_ADDRESS: '127.0.0.1',
            ROCKET_PORT: 8222,
          },
          environmentFile: '/var/lib/secrets/vaultwarden',
        },
        caddy: {
          enable: true,
          virtualHosts: { 'vault.example.org': { extraConfig: 'reverse_proxy 127.0.0.1:8222' } },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443] } },
    }),
  ],
})

const login = defineHost('login', {
  ...common,
  address: '10.20.0.43',
  use: [
    cloud,
    nixos({
      services: {
        authelia: {
          instances: {
            main: {
              enable: true,
              secrets: {
                jwtSecretFile: '/var/lib/secrets/jwt',
                storageEncryptionKeyFile: '/var/lib/secrets/storage',
              },
              settings: {
                theme: 'light',
                default_2fa_method: 'totp',
                server: { address: 'tcp://:9091' },
                log: { level: 'info' },
              },
            },
          },
        },
        traefik: {
          enable: true,
          staticConfigOptions: {
            entryPoints: { web: { address: ':80' }, websecure: { address: ':443' } },
            certificatesResolvers: {
              le: {
                acme: { email: 'ops@example.org', storage: '/var/lib/traefik/acme.json', tlsChallenge: {} },
              },
            },
          },
          dynamicConfigOptions: {
            http: {
              routers: { login: { rule: 'Host(`login.example.org`)', service: 'login' } },
              services: { login: { loadBalancer: { servers: [{ url: 'http://127.0.0.1:9091' }] } } },
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 443] } },
    }),
  ],
})

const builder = defineHost('builder', {
  ...common,
  address: '10.20.0.50',
  use: [
    cloud,
    nixos({
      users: {
        users: {
          nixremote: {
            isSystemUser: true,
            group: 'nixremote',
            useDefaultShell: true,
            openssh: { authorizedKeys: { keys: [key] } },
          },
        },
        groups: { nixremote: {} },
      },
      nix: {
        settings: { 'trusted-users': ['nixremote'], 'max-jobs': 8 },
        sshServe: { enable: true, keys: [key] },
      },
      boot: { binfmt: { emulatedSystems: ['aarch64-linux'] } },
      services: { harmonia: { cache: { enable: true, signKeyPaths: ['/var/lib/secrets/harmonia'] } } },
    }),
  ],
})

const coordinator = defineHost('coordinator', {
  ...common,
  address: '10.20.0.51',
  use: [
    cloud,
    nixos({
      nix: {
        distributedBuilds: true,
        buildMachines: [
          {
            hostName: builder.address!,
            sshUser: 'nixremote',
            sshKey: '/root/.ssh/builder',
            systems: ['x86_64-linux', 'aarch64-linux'],
            maxJobs: 8,
            supportedFeatures: ['kvm', 'big-parallel'],
          },
        ],
      },
      services: {
        hydra: {
          enable: true,
          hydraURL: 'https://hydra.example.org',
          notificationSender: 'hydra@example.org',
          useSubstitutes: true,
        },
      },
    }),
  ],
})

const metrics = defineHost('metrics', {
  ...common,
  address: '10.20.0.60',
  use: [
    cloud,
    nixos({
      services: {
        prometheus: {
          enable: true,
          listenAddress: '127.0.0.1',
          scrapeConfigs: [
            {
              job_name: 'db',
              static_configs: [
                { targets: [nix`${db.address!}:${db.config.services.prometheus.exporters.node.port}`] },
              ],
            },
          ],
        },
        victoriametrics: { enable: true },
      },
    }),
  ],
})

export default defineFleet({
  inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },
  hosts: [
    db,
    replica,
    web,
    forge,
    runner,
    cloudHost,
    mail,
    matrix,
    vault,
    login,
    builder,
    coordinator,
    metrics,
  ],
})
