import { fleet, root, type Sample } from './samples.ts'

/** Near misses: configurations that look like a mistake and are none. Nothing may be told of them. */
function quiet(title: string, use: string, fields = ''): Sample {
  return { title, source: fleet({ web: `${fields}\nuse: [\n${use}\n]` }) }
}

const server = "class: 'server',"
const keyed =
  "nixos({ users: { users: { root: { openssh: { authorizedKeys: { keys: ['ssh-ed25519 AAAA'] } } } } } }),"

export const nearMisses: readonly Sample[] = [
  quiet(
    'a rule that drops what goes to one address',
    `nixos({ networking: { firewall: {
    extraCommands: 'iptables -A INPUT -d 10.0.0.9 -j DROP', extraStopCommands: 'iptables -D INPUT -d 10.0.0.9 -j DROP || true' } } }),`,
  ),
  quiet(
    'commands of a firewall that is off',
    `nixos({ networking: { firewall: { enable: false, extraCommands: 'iptables -A INPUT -j DROP' } } }),`,
  ),
  quiet(
    'iptables beside nftables where the firewall says so',
    `nixos({ networking: { nftables: { enable: true }, firewall: { backend: 'iptables',
    extraCommands: 'iptables -A nixos-fw -s 10.0.0.0/8 -j nixos-fw-accept' } } }),`,
  ),
  quiet(
    'a sub-volume for swap without compression',
    `nixos({ system: { stateVersion: '26.05' } }),
disks({ disk: { main: { type: 'disk', device: '/dev/sda', content: { type: 'gpt', partitions: { root: { size: '100%', content: { type: 'btrfs', subvolumes: {
  '@': { mountpoint: '/', mountOptions: ['compress=zstd'] }, '@swap': { mountpoint: '/.swap', swap: { swapfile: { size: '8G' } } } } } } } } } } }),`,
  ),
  quiet(
    'a module imported from an input of another name',
    `importModule(inputs.secrets.nixosModules.sops),
nixos({ sops: { secrets: { mail: {} } } }),`,
  ),
  quiet(
    'a group that a module makes for an instance',
    `nixos({ services: { redis: { servers: { cache: { enable: true } } } },
  users: { users: { alice: { isNormalUser: true, extraGroups: ['redis-cache'] } } } }),`,
  ),
  quiet(
    'a group that a service is told',
    `nixos({ services: { sonarr: { enable: true, group: 'media' } },
  users: { users: { alice: { isNormalUser: true, extraGroups: ['media'] } } } }),`,
  ),
  quiet(
    'users of a directory',
    `nixos({ services: { sssd: { enable: true } }, nix: { settings: { 'trusted-users': ['carol'] } },
  users: { users: { alice: { isNormalUser: true, extraGroups: ['staff'] } } } }),`,
  ),
  quiet(
    'passwords refused in the words of sshd',
    `${keyed}
nixos({ services: { openssh: { enable: true, extraConfig: 'PasswordAuthentication no' } } }),`,
    server,
  ),
  quiet(
    'keys wanted in any case',
    `${keyed}
nixos({ services: { openssh: { enable: true, settings: { AuthenticationMethods: 'publickey' } } } }),`,
    server,
  ),
  quiet(
    'passwords on a closed network',
    `${keyed}
nixos({ services: { openssh: { enable: true, openFirewall: false }, tailscale: { enable: true } }, networking: { firewall: { trustedInterfaces: ['tailscale0'] } } }),`,
    server,
  ),
  quiet(
    'sshd by its other name',
    `${root}
${keyed}
nixos({ services: { sshd: { enable: true }, openssh: { settings: { PasswordAuthentication: false } } } }),`,
    server,
  ),
  quiet(
    'caddy on an address of its own beside nginx',
    `nixos({ services: {
  nginx: { enable: true, virtualHosts: { 'a.example.org': { root: '/srv' } } },
  caddy: { enable: true, virtualHosts: { 'b.example.org': { listenAddresses: ['10.0.0.2'] } } } } }),`,
  ),
  quiet(
    'a code-server behind a tunnel',
    `nixos({ services: { openssh: { enable: true, settings: { AllowTcpForwarding: false } }, 'code-server': { enable: true }, cloudflared: { enable: true } } }),`,
  ),
  quiet(
    'a code-server on the tailnet',
    `nixos({ services: { openssh: { enable: true, settings: { AllowTcpForwarding: false } }, 'code-server': { enable: true }, tailscale: { enable: true } } }),`,
  ),
  quiet(
    'deluge without its page',
    `nixos({ services: { deluge: { enable: true } }, virtualisation: { 'oci-containers': { containers: { x: { image: 'x', ports: ['8112:80'] } } } } }),`,
  ),
  quiet(
    'fish where another module may set it up',
    `nixModule('shells', '{ programs.fish.enable = true; }'),
nixos({ users: { users: { alice: { isNormalUser: true, shell: pkgs.fish } } } }),`,
  ),
  quiet(
    'fish under a condition',
    `({ host }) => nixos({ programs: { fish: { enable: mkIf(host.config.services.nginx.enable, true) } },
  users: { users: { alice: { isNormalUser: true, shell: pkgs.fish } } } }),`,
  ),
  quiet(
    'mkDefault around a list',
    `nixos({ boot: { kernelParams: mkDefault(['quiet']) } }),
nixos({ boot: { kernelParams: ['debug'] } }),`,
  ),
  quiet(
    'mkForce around a set',
    `nixos({ environment: { variables: { EDITOR: 'vim' } } }),
nixos({ environment: { variables: mkForce({ PAGER: 'less' }) } }),`,
  ),
  quiet(
    'a service that a profile sets up',
    `defineProfile('metrics', nixos({ services: { grafana: { settings: { server: { domain: 'x' } } } } })),`,
  ),
  quiet(
    'a service that is switched off',
    `nixos({ services: { fail2ban: { enable: false, maxretry: 3 } } }),`,
  ),
  quiet(
    'rebuilding by flake',
    `nixos({ environment: { shellAliases: { a: 'sudo nixos-rebuild switch --flake .#web', b: 'nixos-rebuild --flake . boot', c: 'nix build .#web && nixos-rebuild switch' } } }),`,
  ),
  quiet(
    'getEnv in a comment and a text',
    'nixos({ environment: { etc: { x: { text: nix.expr`"use builtins.getEnv" # builtins.getEnv` } } } }),',
  ),
  quiet(
    'services on one port of different addresses',
    `nixos({ services: {
  prometheus: { enable: true, listenAddress: '10.0.0.1' }, cockpit: { enable: false }, linkding: { enable: true, address: '10.0.0.2' } } }),`,
  ),
  quiet(
    'one port by TCP and UDP',
    `nixos({ virtualisation: { 'oci-containers': { containers: { dns: { image: 'x', ports: ['5353:53/udp', '5353:53/tcp'] } } } } }),`,
  ),
  quiet(
    'a service on a socket',
    `nixos({ services: { grafana: { enable: true, settings: { server: { protocol: 'socket' }, security: { secret_key: 'x' } } }, forgejo: { enable: true } } }),`,
  ),
  quiet(
    'a dynamic user',
    `nixos({ systemd: { services: { sync: { script: 'true', serviceConfig: { DynamicUser: true, User: 'syncer' } } } } }),`,
  ),
  quiet(
    "another module's service with another user",
    `nixos({ systemd: { services: { nginx: { serviceConfig: { User: 'www' } } } } }),`,
  ),
  quiet(
    'users that are fixed, one with a password',
    `${root}
nixos({ users: { mutableUsers: false, users: { alice: { isNormalUser: true, extraGroups: ['wheel'], hashedPasswordFile: '/persist/alice' } } } }),`,
  ),
  quiet(
    'a server that is reached by Tailscale',
    `${root}
nixos({ services: { tailscale: { enable: true, extraSetFlags: ['--ssh'] } } }),`,
    server,
  ),
  quiet('a sketch of a server', '', server),
  quiet(
    'a container without disks',
    `nixos({ boot: { isContainer: true }, system: { stateVersion: '26.05' } }),`,
  ),
  quiet(
    'GRUB by disko',
    `nixos({ boot: { loader: { grub: { enable: true } } }, system: { stateVersion: '26.05' } }),
disks({ disk: { main: { type: 'disk', device: '/dev/sda', content: { type: 'gpt', partitions: { boot: { size: '1M', type: 'EF02' }, root: { size: '100%', content: { type: 'filesystem', format: 'ext4', mountpoint: '/' } } } } } } }),`,
  ),
  quiet(
    'a key that Nix computes',
    'nixos({ users: { users: { alice: { isNormalUser: true, openssh: { authorizedKeys: { keys: [nix.expr`builtins.readFile ./alice.pub`] } } } } } }),',
  ),
  {
    title: 'two hosts behind one address with ports of their own',
    source: fleet({
      one: "address: '203.0.113.1', deployment: { port: 2201 },",
      two: "address: '203.0.113.1', deployment: { port: 2202 },",
    }),
  },
  {
    title: "a container's name that is also a host's",
    source: fleet({
      grafana:
        "use: nixos({ services: { grafana: { enable: true, settings: { server: { http_addr: '0.0.0.0' }, security: { secret_key: 'x' } } } } })",
      web: "use: nixos({ virtualisation: { 'oci-containers': { containers: { proxy: { image: 'proxy', environment: { TO: 'http://grafana:3000' } } } } } })",
    }),
  },
  {
    title: 'a service that is open on one interface',
    source: fleet({
      db: "address: '10.0.0.5', use: nixos({ services: { prometheus: { exporters: { node: { enable: true } } } }, networking: { firewall: { interfaces: { eth1: { allowedTCPPorts: [9100] } } } } })",
      web: "use: nixos({ environment: { variables: { METRICS: 'http://10.0.0.5:9100' } } })",
    }),
  },
  {
    title: 'a greeting that names a service',
    source: fleet({
      db: "address: '10.0.0.5', use: nixos({ services: { prometheus: { exporters: { node: { enable: true } } } } })",
      web: "use: nixos({ users: { motd: 'Metrics: http://10.0.0.5:9100' } })",
    }),
  },
]
