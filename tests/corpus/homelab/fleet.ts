import { defineFleet, defineHost, defineModule, mkForce, nix, nixos, option, pkgs, t } from 'pantheros'
import { ext4Root, intel, sshServer, uefi } from '../parts.ts'

const nodeExporter = defineModule('node-exporter', {
  description: 'Exports metrics of the machine to the monitor.',
  options: { port: option(t.port, { default: 9100, description: 'Where it listens.' }) },
}).config(({ cfg }) => [
  nixos({
    services: { prometheus: { exporters: { node: { enable: true, port: cfg.port, openFirewall: true } } } },
  }),
])

const common = {
  system: 'x86_64-linux',
  class: 'server',
  stateVersion: '25.11',
  domain: 'home.arpa',
} as const

const nas = defineHost('nas', {
  ...common,
  address: '192.168.10.10',
  hardware: [intel, uefi],
  use: [
    sshServer,
    nodeExporter(),
    nixos({
      networking: { hostId: '8425e349', firewall: { allowedTCPPorts: [2049] } },
      boot: { supportedFilesystems: { zfs: true }, zfs: { extraPools: ['tank'] } },
      fileSystems: {
        '/': { device: 'rpool/root', fsType: 'zfs' },
        '/nix': { device: 'rpool/nix', fsType: 'zfs' },
        '/boot': { device: '/dev/disk/by-label/boot', fsType: 'vfat' },
      },
      services: {
        zfs: { autoScrub: { enable: true }, autoSnapshot: { enable: true } },
        samba: {
          enable: true,
          openFirewall: true,
          settings: {
            global: { workgroup: 'HOME', 'server string': 'nas', 'hosts allow': '192.168.10.0/24' },
            media: { path: '/tank/media', browseable: 'yes', 'read only': 'no', 'valid users': 'family' },
          },
        },
        nfs: { server: { enable: true, exports: '/tank/media 192.168.10.0/24(rw,no_subtree_check)\n' } },
        smartd: { enable: true },
      },
      users: { users: { family: { isSystemUser: true, group: 'family' } }, groups: { family: {} } },
    }),
  ],
})

const router = defineHost('router', {
  ...common,
  address: '192.168.10.1',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nixos({
      boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1, 'net.ipv6.conf.all.forwarding': 1 } } },
      networking: {
        useDHCP: false,
        nftables: { enable: true },
        nat: { enable: true, externalInterface: 'wan0', internalInterfaces: ['lan0'] },
        interfaces: {
          wan0: { useDHCP: true },
          lan0: { ipv4: { addresses: [{ address: '192.168.10.1', prefixLength: 24 }] } },
        },
        firewall: {
          interfaces: { lan0: { allowedTCPPorts: [22, 53], allowedUDPPorts: [53, 67] } },
          extraInputRules: 'iifname "lan0" ip protocol icmp accept',
          filterForward: true,
        },
      },
      services: {
        openssh: { openFirewall: false },
        dnsmasq: {
          enable: true,
          settings: {
            interface: 'lan0',
            'dhcp-range': ['192.168.10.100,192.168.10.200'],
            domain: 'home.arpa',
          },
        },
      },
    }),
  ],
})

const jellyfin = defineHost('jellyfin', {
  ...common,
  address: '192.168.10.11',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nodeExporter(),
    nixos({
      services: {
        jellyfin: { enable: true, openFirewall: true },
        sonarr: { enable: true, openFirewall: true },
        radarr: { enable: true, openFirewall: true },
        prowlarr: { enable: true },
        transmission: {
          enable: true,
          package: pkgs['transmission_4'],
          settings: { 'rpc-bind-address': '127.0.0.1' },
        },
      },
      hardware: { graphics: { enable: true } },
      users: { users: { jellyfin: { extraGroups: ['render', 'video'] } } },
      fileSystems: {
        '/media': {
          device: nix`${nas.address!}:/tank/media`,
          fsType: 'nfs',
          options: ['x-systemd.automount', 'noauto'],
        },
      },
    }),
  ],
})

const homeAssistant = defineHost('home-assistant', {
  ...common,
  address: '192.168.10.12',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nixos({
      services: {
        'home-assistant': {
          enable: true,
          openFirewall: true,
          extraComponents: ['met', 'mqtt', 'zha'],
          config: { default_config: {}, homeassistant: { name: 'Home' } },
        },
        mosquitto: {
          enable: true,
          listeners: [
            { port: 1883, users: { hass: { acl: ['readwrite #'], passwordFile: '/var/lib/secrets/mqtt' } } },
          ],
        },
        esphome: { enable: true },
        nginx: {
          enable: true,
          virtualHosts: {
            'ha.home.arpa': {
              locations: { '/': { proxyPass: 'http://127.0.0.1:8123', proxyWebsockets: true } },
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80, 1883] } },
      users: { users: { hass: { extraGroups: ['dialout'] } } },
    }),
  ],
})

const pi = defineHost('pi-dns', {
  ...common,
  system: 'aarch64-linux',
  address: '192.168.10.2',
  hardware: nixos({
    boot: {
      loader: { grub: { enable: false }, 'generic-extlinux-compatible': { enable: true } },
      initrd: { availableKernelModules: mkForce(['usbhid', 'usb_storage', 'vc4']) },
    },
    fileSystems: { '/': { device: '/dev/disk/by-label/NIXOS_SD', fsType: 'ext4', options: ['noatime'] } },
  }),
  use: [
    sshServer,
    nixos({
      services: {
        adguardhome: {
          enable: true,
          openFirewall: true,
          settings: { dns: { bind_hosts: ['0.0.0.0'], bootstrap_dns: ['9.9.9.9'] } },
        },
        resolved: { enable: false },
      },
      networking: { firewall: { allowedUDPPorts: [53], allowedTCPPorts: [53] } },
    }),
  ],
})

const backup = defineHost('backup-hub', {
  ...common,
  address: '192.168.10.13',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nodeExporter(),
    nixos({
      services: {
        restic: {
          server: { enable: true, dataDir: '/srv/restic', appendOnly: true, extraFlags: ['--no-auth'] },
          backups: {
            offsite: {
              paths: ['/srv/restic'],
              repository: 'sftp:vault@offsite.example.org:hub',
              passwordFile: '/var/lib/secrets/restic',
              timerConfig: { OnCalendar: 'daily' },
              pruneOpts: ['--keep-daily 7', '--keep-weekly 4'],
            },
          },
        },
        borgbackup: {
          repos: {
            laptops: {
              path: '/srv/borg',
              authorizedKeys: [
                'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB2o0nCw6sYlHvYdJp1mJg0nF8kJrKjGv7o0PqzqkL1z laptop',
              ],
            },
          },
        },
        btrbk: {
          instances: {
            local: {
              onCalendar: 'hourly',
              settings: { snapshot_preserve: '14d', volume: { '/srv': { subvolume: 'restic' } } },
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [8000] } },
    }),
  ],
})

const monitor = defineHost('monitor', {
  ...common,
  address: '192.168.10.14',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nodeExporter(),
    ({ hosts }) => {
      const targets = hosts.using(nodeExporter).map(({ host, cfg }) => `${host.address}:${cfg.port}`)
      return nixos({
        services: {
          prometheus: {
            enable: true,
            retentionTime: '30d',
            scrapeConfigs: [{ job_name: 'node', static_configs: [{ targets }] }],
            alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:9093'] }] }],
            alertmanager: {
              enable: true,
              configuration: { route: { receiver: 'none' }, receivers: [{ name: 'none' }] },
            },
          },
          grafana: {
            enable: true,
            settings: {
              server: { http_addr: '0.0.0.0', http_port: 3000, domain: 'grafana.home.arpa' },
              security: { secret_key: '$__file{/var/lib/secrets/grafana}' },
            },
            provision: {
              enable: true,
              datasources: {
                settings: {
                  datasources: [{ name: 'prometheus', type: 'prometheus', url: 'http://127.0.0.1:9090' }],
                },
              },
            },
          },
          loki: {
            enable: true,
            configuration: {
              auth_enabled: false,
              server: { http_listen_port: 3100 },
              common: {
                path_prefix: '/var/lib/loki',
                replication_factor: 1,
                ring: { kvstore: { store: 'inmemory' } },
              },
            },
          },
        },
        networking: { firewall: { allowedTCPPorts: [3000, 3100] } },
      })
    },
  ],
})

const printer = defineHost('print-server', {
  ...common,
  system: 'aarch64-linux',
  address: '192.168.10.15',
  hardware: nixos({
    boot: { loader: { grub: { enable: false }, 'generic-extlinux-compatible': { enable: true } } },
    fileSystems: { '/': { device: '/dev/disk/by-label/NIXOS_SD', fsType: 'ext4' } },
  }),
  use: [
    sshServer,
    nixos({
      services: {
        printing: {
          enable: true,
          listenAddresses: ['*:631'],
          allowFrom: ['all'],
          browsing: true,
          defaultShared: true,
          openFirewall: true,
          drivers: [pkgs['gutenprint']],
        },
        avahi: {
          enable: true,
          nssmdns4: true,
          openFirewall: true,
          publish: { enable: true, userServices: true },
        },
      },
    }),
  ],
})

export default defineFleet({
  inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },
  hosts: [nas, router, jellyfin, homeAssistant, pi, backup, monitor, printer],
})
