import {
  defineFleet,
  defineHost,
  defineModule,
  importModule,
  inputs,
  nixos,
  option,
  pkgs,
  t,
} from 'pantheros'
import { bios, ext4Root, intel, sshServer, uefi, virtual } from '../parts.ts'

const wireguard = defineModule('wireguard', {
  description: 'A star: every spoke knows the hub, and the hub every spoke.',
  options: {
    address: option(t.ipv4Address, { description: 'The address inside the tunnel.' }),
    publicKey: option(t.str, { description: 'Of the host.' }),
    hub: option(t.bool, { default: false, description: 'Whether it is the hub.' }),
  },
}).config(({ cfg, hosts, host }) => {
  const others = hosts
    .using(wireguard)
    .filter((other) => other.host.name !== host.name && other.cfg.hub !== cfg.hub)
  return nixos({
    networking: {
      firewall: cfg.hub ? { allowedUDPPorts: [51820] } : {},
      wireguard: {
        interfaces: {
          wg0: {
            ips: [`${cfg.address}/24`],
            ...(cfg.hub ? { listenPort: 51820 } : {}),
            privateKeyFile: '/var/lib/secrets/wireguard',
            peers: others.map((other) => ({
              publicKey: other.cfg.publicKey,
              allowedIPs: [other.cfg.hub ? '10.99.0.0/24' : `${other.cfg.address}/32`],
              ...(other.cfg.hub ? { endpoint: `${other.host.address}:51820`, persistentKeepalive: 25 } : {}),
            })),
          },
        },
      },
    },
  })
})

const common = { system: 'x86_64-linux', class: 'server', stateVersion: '26.05' } as const
const hardware = [virtual, ext4Root, bios('/dev/sda')]

const hub = defineHost('hub', {
  ...common,
  address: '203.0.113.1',
  hardware,
  use: [
    sshServer,
    wireguard({ address: '10.99.0.1', publicKey: 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=', hub: true }),
    nixos({ boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } } }),
  ],
})
const spokeA = defineHost('spoke-a', {
  ...common,
  hardware,
  use: [
    sshServer,
    wireguard({ address: '10.99.0.2', publicKey: 'TrMvSoP4jYQlY6RIzBgbssQqY3vxI2Pi+y71lOWWXX0=' }),
  ],
})
const spokeB = defineHost('spoke-b', {
  ...common,
  hardware,
  use: [
    sshServer,
    wireguard({ address: '10.99.0.3', publicKey: 'gN65BkIKy1eCE9pP1wdc8ROUtkHLF2PfAqYdyYBz6EA=' }),
    nixos({
      services: { openssh: { openFirewall: false } },
      networking: { firewall: { interfaces: { wg0: { allowedTCPPorts: [22] } } } },
    }),
  ],
})

const k3sServer = defineHost('k3s-server', {
  ...common,
  address: '10.30.0.1',
  hardware,
  use: [
    sshServer,
    nixos({
      services: {
        k3s: {
          enable: true,
          role: 'server',
          tokenFile: '/var/lib/secrets/k3s',
          extraFlags: ['--disable=traefik'],
        },
      },
      networking: { firewall: { allowedTCPPorts: [6443, 10250], allowedUDPPorts: [8472] } },
    }),
  ],
})
const k3sAgent = defineHost('k3s-agent', {
  ...common,
  address: '10.30.0.2',
  hardware,
  use: [
    sshServer,
    nixos({
      services: {
        k3s: {
          enable: true,
          role: 'agent',
          tokenFile: '/var/lib/secrets/k3s',
          serverAddr: `https://${k3sServer.address}:6443`,
        },
      },
      networking: { firewall: { allowedTCPPorts: [10250], allowedUDPPorts: [8472] } },
    }),
  ],
})

const containers = defineHost('container-host', {
  ...common,
  address: '10.30.0.3',
  hardware: [intel, ext4Root, uefi],
  use: [
    sshServer,
    nixos({
      virtualisation: {
        podman: { enable: true, defaultNetwork: { settings: { dns_enabled: true } } },
        'oci-containers': {
          backend: 'podman',
          containers: {
            whoami: { image: 'docker.io/traefik/whoami:v1.10', ports: ['8080:80'] },
            registry: {
              image: 'docker.io/library/registry:2',
              ports: ['127.0.0.1:5000:5000'],
              volumes: ['/srv/registry:/var/lib/registry'],
            },
          },
        },
      },
      networking: { nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: 'eth0' } },
    }),
  ],
})

const container = defineHost('lxc', {
  ...common,
  use: [
    sshServer,
    nixos({
      boot: { isContainer: true },
      services: {
        miniflux: {
          enable: true,
          adminCredentialsFile: '/var/lib/secrets/miniflux',
          config: { LISTEN_ADDR: '127.0.0.1:8080' },
        },
      },
    }),
  ],
})

const tailnet = defineHost('tailnet-exit', {
  ...common,
  address: '100.64.0.9',
  hardware,
  use: [
    sshServer,
    nixos({
      services: {
        tailscale: {
          enable: true,
          useRoutingFeatures: 'server',
          authKeyFile: '/var/lib/secrets/tailscale',
          extraUpFlags: ['--advertise-exit-node', '--ssh'],
        },
        openssh: { openFirewall: false },
      },
      networking: { firewall: { trustedInterfaces: ['tailscale0'] } },
    }),
  ],
})

const legacy = defineHost('legacy-firewall', {
  ...common,
  address: '10.30.0.4',
  hardware,
  use: [
    sshServer,
    nixos({
      networking: {
        firewall: {
          allowedTCPPorts: [80],
          extraCommands: `
            ip46tables -I nixos-fw -p tcp --dport 22 -m conntrack --ctstate NEW -m limit --limit 30/min -j nixos-fw-accept
            iptables -t nat -A POSTROUTING -s 10.30.0.0/24 -o eth0 -j MASQUERADE
          `,
          extraStopCommands: 'iptables -t nat -D POSTROUTING -s 10.30.0.0/24 -o eth0 -j MASQUERADE || true',
        },
      },
      services: {
        httpd: {
          enable: true,
          adminAddr: 'ops@example.org',
          virtualHosts: { 'old.example.org': { documentRoot: '/var/www' } },
        },
      },
    }),
  ],
})

const wsl = defineHost('wsl', {
  system: 'x86_64-linux',
  stateVersion: '26.05',
  use: [
    importModule(inputs['nixos-wsl']!.nixosModules!.default!),
    nixos({
      wsl: { enable: true, defaultUser: 'nixos' },
      programs: { 'nix-ld': { enable: true } },
      environment: { systemPackages: [pkgs.git] },
    }),
  ],
})

const microvms = defineHost('microvm-host', {
  ...common,
  address: '10.30.0.5',
  hardware,
  use: [
    sshServer,
    importModule(inputs.microvm!.nixosModules!.host!),
    nixos({
      networking: { useNetworkd: true, bridges: { br0: { interfaces: [] } } },
      systemd: { network: { enable: true } },
    }),
  ],
})

export default defineFleet({
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    'nixos-wsl': 'github:nix-community/NixOS-WSL',
    microvm: 'github:microvm-nix/microvm.nix',
  },
  hosts: [hub, spokeA, spokeB, k3sServer, k3sAgent, containers, container, tailnet, legacy, wsl, microvms],
})
