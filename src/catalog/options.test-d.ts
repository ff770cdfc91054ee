/** Compiled, never run: what the types of NixOS options accept. */
import type { Deferred } from '../modules/deferred.ts'
import { mkAfter, mkBefore, mkDefault, mkForce, mkIf, mkMerge } from '../modules/properties.ts'
import type { NixosConfig, NixosOptions, Path, Pkgs } from './index.ts'

declare function nixos(options: NixosOptions): void
declare const config: NixosConfig
declare const pkgs: Pkgs
declare const text: Deferred<string>
declare const file: Deferred<Path>
declare const raw: Deferred<never>
declare const known: boolean

nixos({
  boot: {
    loader: {
      'systemd-boot': { enable: true, configurationLimit: 10 },
      efi: { canTouchEfiVariables: mkDefault(true) },
    },
    kernelPackages: pkgs.linuxPackages_latest,
    kernelModules: ['kvm-intel'],
    kernelParams: mkBefore(['quiet']),
    kernel: { sysctl: { 'net.ipv4.ip_forward': 1, 'vm.swappiness': mkForce(10) } },
  },
  networking: {
    hostName: 'router',
    domain: null,
    useDHCP: mkDefault(false),
    firewall: {
      allowedTCPPorts: [80, mkIf(known, 443), config.services.prometheus.port],
      interfaces: {
        tailscale0: { allowedTCPPorts: [22], allowedUDPPortRanges: [{ from: 60000, to: 61000 }] },
      },
    },
  },
  users: {
    users: {
      alice: {
        isNormalUser: true,
        extraGroups: ['wheel'],
        shell: pkgs.fish,
        openssh: { authorizedKeys: { keys: ['ssh-ed25519 A'] } },
      },
      bob: mkIf(known, { isNormalUser: true }),
      carol: mkMerge([{ isSystemUser: true }, { uid: mkForce(400) }]),
      dave: undefined,
    },
  },
  nix: {
    settings: {
      'experimental-features': ['nix-command', 'flakes'],
      'auto-optimise-store': true,
      'unknown-setting': 5,
    },
    gc: { automatic: true, dates: 'weekly' },
  },
  virtualisation: {
    podman: { enable: true, dockerCompat: true, defaultNetwork: { settings: { dns_enabled: true } } },
  },
  programs: { niri: { enable: true, package: pkgs.niri }, fish: { enable: true } },
  environment: {
    systemPackages: [
      pkgs.git,
      pkgs.python3Packages.requests,
      pkgs.python3.withPackages(raw),
      pkgs.openssl.dev,
    ],
    etc: {
      motd: { text: 'hello', mode: '0444' },
      'x.conf': { source: file },
      'y.conf': { source: pkgs.hello },
    },
    variables: { EDITOR: 'vim' },
  },
})

nixos({
  services: {
    openssh: {
      enable: true,
      ports: [22],
      settings: {
        PasswordAuthentication: false,
        PermitRootLogin: mkDefault('prohibit-password'),
        MaxAuthTries: 3,
      },
    },
    tailscale: { enable: true, useRoutingFeatures: known ? 'server' : 'client', extraSetFlags: ['--ssh'] },
    fail2ban: {
      enable: true,
      jails: { sshd: { settings: { maxretry: 5, filter: 'sshd' } }, text: 'enabled = true' },
    },
    nginx: {
      enable: true,
      virtualHosts: {
        'metrics.example.org': {
          forceSSL: true,
          locations: { '/': { proxyPass: text, extraConfig: mkAfter('a') } },
        },
      },
    },
    prometheus: {
      enable: true,
      port: 9090,
      scrapeConfigs: [{ job_name: 'nodes', static_configs: [{ targets: [text, 'b:9100'] }] }],
      exporters: { node: { enable: true, enabledCollectors: ['systemd'] } },
    },
    'onepassword-secrets': { enable: true, tokenFile: '/etc/opnix-token' },
    postgresql: { package: config.services.postgresql.package, dataDir: config.services.postgresql.dataDir },
    restic: { backups: { home: { paths: ['/home'], passwordFile: config.sops.secrets.backup!.path } } },
  },
  systemd: {
    services: {
      backup: {
        wantedBy: ['multi-user.target'],
        path: [pkgs.restic],
        script: 'true',
        serviceConfig: {
          Type: 'oneshot',
          ExecStart: [text, '/bin/true'],
          Restart: mkForce('no'),
          DynamicUser: true,
        },
        environment: { A: 'b', C: null },
      },
    },
    tmpfiles: { rules: ['d /srv 0755 root root -'] },
  },
  sops: {
    defaultSopsFile: file,
    secrets: { token: { owner: 'root', mode: '0400' } },
    age: { keyFile: '/var/lib/key' },
  },
  'home-manager': { useGlobalPkgs: true, users: { alice: raw } },
  disko: { devices: { disk: { main: { device: '/dev/sda', content: { type: 'gpt', partitions: {} } } } } },
  containers: { web: { autoStart: true, config: {} } },
  fileSystems: { '/': { device: '/dev/sda1', fsType: 'ext4', options: ['noatime'] } },
  swapDevices: [{ device: '/dev/sda2' }, mkIf(known, { device: '/dev/sdb2' })],
  system: { stateVersion: '26.05' },
  time: { timeZone: config.time.timeZone },
  warnings: ['a'],
  assertions: [{ assertion: true, message: 'b' }],
})
