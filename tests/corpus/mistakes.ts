import { fleet, root, type Sample, start } from './samples.ts'

/** A fleet with a mistake: the line that is wrong holds `here`. */
export interface Mistake extends Sample {
  readonly code: string
}

/** A fleet in which something is turned off, and what is told all the same, as `code line`. */
export interface Switched extends Sample {
  readonly left: readonly string[]
}

export const here = '// here'

/** One host with these definitions. */
function mistake(title: string, code: string, use: string, fields = ''): Mistake {
  return { title, code, source: fleet({ web: `${fields}\nuse: [\n${use}\n]` }) }
}

export const mistakes: readonly Mistake[] = [
  mistake(
    'podman among the services',
    'unknown-option',
    `nixos({
  services: { podman: { enable: true } }, // here
}),`,
  ),
  mistake(
    'a jail of fail2ban without settings',
    'unknown-option',
    `nixos({
  services: { fail2ban: { enable: true, jails: { sshd: {
    bantime: '1h', // here
  } } } },
}),`,
  ),
  mistake(
    'an old name of redis',
    'renamed-option',
    `nixos({
  services: { redis: { enable: true } }, // here
}),`,
  ),
  mistake(
    'an old name in Home Manager',
    'renamed-option',
    `home('alice', {
  programs: { git: { userName: 'Alice' } }, // here
}),`,
  ),
  mistake(
    'a package that has another name',
    'unknown-package',
    `nixos({
  environment: { systemPackages: [pkgs.make] }, // here
}),`,
  ),
  mistake(
    "Home Manager's options through NixOS",
    'home-in-nixos',
    `nixos({
  'home-manager': { users: { alice: { programs: { git: { enable: true } } } } }, // here
}),`,
  ),
  mistake(
    'fish is not set up',
    'shell-not-enabled',
    `home('alice', { programs: { fish: { enable: true } } }),
nixos({ users: { users: { alice: {
  isNormalUser: true,
  shell: pkgs.fish, // here
} } } }),`,
  ),
  mistake(
    'restic without a password',
    'restic-without-password',
    `nixos({ services: { restic: { backups: {
  home: { paths: ['/home'], repository: '/srv/restic' }, // here
} } } }),`,
  ),
  mistake(
    'two boot loaders',
    'two-boot-loaders',
    `${root}
nixos({ boot: { loader: {
  'systemd-boot': { enable: true }, // here
  grub: { enable: true, device: 'nodev' }, // here
} } }),`,
  ),
  mistake(
    'a container that does not say so',
    'no-root-file-system',
    `nixos({
  boot: { loader: { 'systemd-boot': { enable: true } } }, // here
}),`,
  ),
  mistake(
    'GRUB without a device',
    'grub-without-device',
    `${root}
nixos({
  boot: { loader: { grub: { enable: true } } }, // here
}),`,
  ),
  mistake(
    'ZFS without a host id',
    'zfs-without-host-id',
    `nixos({
  fileSystems: { '/': { device: 'tank/root', fsType: 'zfs' } }, // here
}),`,
  ),
  mistake(
    'iptables where nftables is',
    'iptables-with-nftables',
    `nixos({ networking: {
  nftables: { enable: true }, // here
  firewall: {
    extraCommands: 'iptables -A nixos-fw -s 10.0.0.0/8 -j nixos-fw-accept', // here
  },
} }),`,
  ),
  mistake(
    'drop before the firewall',
    'firewall-drops-first',
    `nixos({ networking: { firewall: {
  extraCommands: 'iptables -A INPUT -p tcp --dport 22 -j ACCEPT; iptables -A INPUT -j DROP', // here
} } }),`,
  ),
  mistake(
    'a limit for every packet',
    'firewall-throttles-sessions',
    `nixos({ networking: { firewall: {
  extraCommands: 'iptables -A INPUT -p tcp --dport 22 -m limit --limit 3/min -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j DROP', // here
} } }),`,
  ),
  mistake(
    'rules that pile up',
    'firewall-rules-pile-up',
    `nixos({ networking: { firewall: {
  extraCommands: 'iptables -A INPUT -p tcp --dport 9000 -j ACCEPT', // here
} } }),`,
  ),
  mistake(
    'closed over IPv4 alone',
    'firewall-half-closed',
    `nixos({ networking: { firewall: {
  extraCommands: 'iptables -I nixos-fw -p tcp --dport 9000 -j nixos-fw-refuse', // here
} } }),`,
  ),
  mistake(
    'flags of tailscale up',
    'tailscale-flags-unused',
    `nixos({ services: { tailscale: {
  enable: true,
  extraUpFlags: ['--advertise-routes=10.0.0.0/24'], // here
} } }),`,
  ),
  mistake(
    'SSH over the tailnet alone',
    'ssh-open-everywhere',
    `nixos({
  services: { openssh: { enable: true }, tailscale: { enable: true } },
  networking: { firewall: { interfaces: { tailscale0: {
    allowedTCPPorts: [22], // here
  } } } },
}),`,
  ),
  mistake(
    'an editor without forwarding',
    'ssh-forwarding-off',
    `nixos({ services: {
  openssh: { enable: true, settings: {
    AllowTcpForwarding: false, // here
  } },
  'code-server': { enable: true }, // here
} }),`,
  ),
  mistake(
    'modules of another processor',
    'cpu-vendor',
    `nixos({
  hardware: { cpu: { amd: { updateMicrocode: true } } },
  boot: { kernelParams: ['intel_iommu=on'] }, // here
}),`,
  ),
  mistake(
    'splash without plymouth',
    'splash-without-plymouth',
    `nixos({
  boot: { kernelParams: ['quiet', 'splash'] }, // here
}),`,
  ),
  mistake(
    'options of one Btrfs',
    'btrfs-options-differ',
    `nixos({ system: { stateVersion: '26.05' } }),
disks({ disk: { main: { type: 'disk', device: '/dev/sda', content: { type: 'gpt', partitions: { root: { size: '100%', content: {
  type: 'btrfs',
  subvolumes: {
    '@': { mountpoint: '/', mountOptions: ['compress=zstd:1'] }, // here
    '@db': { mountpoint: '/var/lib/db', mountOptions: ['nodatacow'] }, // here
  },
} } } } } } }),`,
  ),
  mistake(
    'a run-time file as a key',
    'path-as-key',
    `({ host }) => [importModule(inputs['sops-nix'].nixosModules.sops), nixos({
  sops: { secrets: { key: {} } },
  users: { users: { alice: { isNormalUser: true, openssh: { authorizedKeys: {
    keys: [host.config.sops.secrets.key!.path], // here
  } } } } },
})],`,
  ),
  mistake(
    'a secret read while evaluating',
    'secret-read-early',
    `({ host }) => [importModule(inputs['sops-nix'].nixosModules.sops), nixos({
  sops: { secrets: { mail: {} } },
  environment: { etc: { mail: {
    text: builtins.readFile(host.config.sops.secrets.mail!.path), // here
  } } },
})],`,
  ),
  mistake(
    'a variable of the environment',
    'impure-builtin',
    `nixos({ environment: { etc: {
  flavour: { text: nix.expr\`builtins.getEnv "NIXOS_PACKAGES"\` }, // here
} } }),`,
  ),
  mistake(
    'a command of another time',
    'stale-command',
    `nixos({ environment: { shellAliases: {
  undo: 'sudo nixos-rebuild switch --generation -1', // here
} } }),`,
  ),
  mistake(
    'a command without --flake',
    'stale-command',
    `nixos({ environment: { shellAliases: {
  build: 'nixos-rebuild build .#web', // here
} } }),`,
  ),
  mistake(
    'a service that is off',
    'service-not-enabled',
    `nixos({ services: {
  fail2ban: { maxretry: 3 }, // here
} }),`,
  ),
  {
    title: 'a property inside attrs',
    code: 'attrs-lose-values',
    source: `${start}const app = defineModule('app', {
  description: 'A program.',
  options: { settings: option(t.attrs, { default: {}, description: 'Its settings.' }) },
})
export default defineFleet({ inputs: { nixpkgs }, hosts: [defineHost('web', { system, use: app({
  settings: { level: mkForce('info') }, // here
}) })] })\n`,
  },
  mistake(
    'mkDefault around a set',
    'default-set-dropped',
    `nixos({ environment: {
  variables: mkDefault({ EDITOR: 'vim', PAGER: 'less' }), // here
} }),
nixos({ environment: {
  variables: { BROWSER: 'firefox' }, // here
} }),`,
  ),
  mistake(
    'a module that nobody imports',
    'missing-module',
    `nixos({
  sops: { secrets: { mail: {} } }, // here
}),`,
  ),
  {
    title: 'no state version',
    code: 'state-version-missing',
    source: fleet({
      web: "use: nixos({ fileSystems: { '/': { device: '/dev/vda1', fsType: 'ext4' } } })",
    }).replace('{ system,', '{ system, // here'),
  },
  mistake(
    'a release to come',
    'state-version-ahead',
    `nixos({
  system: { stateVersion: '31.05' }, // here
}),`,
  ),
  mistake(
    'a group with a slip',
    'unknown-group',
    `nixos({ users: { users: { alice: { isNormalUser: true,
  extraGroups: ['audio', 'whell'], // here
} } } }),`,
  ),
  mistake(
    'a main group that is nowhere',
    'unknown-group',
    `nixos({ users: { users: { app: { isSystemUser: true,
  group: 'ourapp', // here
} } } }),`,
  ),
  mistake(
    'a service for nobody',
    'unknown-account',
    `nixos({ systemd: { services: { sync: {
  script: 'true',
  serviceConfig: { User: 'syncer' }, // here
} } } }),`,
  ),
  mistake(
    'a secret with a slip',
    'unknown-secret',
    `({ host }) => [importModule(inputs['sops-nix'].nixosModules.sops), nixos({
  sops: { secrets: { mail: {} } },
  services: { gitea: { enable: true,
    mailerPasswordFile: host.config.sops.secrets.mial!.path, // here
  } },
})],`,
  ),
  mistake(
    'passwords on a server',
    'password-login',
    `nixos({
  services: { openssh: { enable: true } }, // here
}),`,
    "class: 'server',",
  ),
  mistake(
    'root with a password',
    'root-login',
    `nixos({ services: { openssh: { enable: true, settings: {
  PermitRootLogin: 'yes', // here
} } } }),`,
    "class: 'server',",
  ),
  mistake(
    'users without a way in',
    'locked-out',
    `${root}
nixos({
  users: { mutableUsers: false }, // here
}),`,
  ),
  mistake(
    'a server without keys',
    'locked-out',
    `${root}
nixos({ services: { openssh: { enable: true, settings: {
  PasswordAuthentication: false, // here
} } } }),`,
    "class: 'server',",
  ),
  mistake(
    'a server behind its own door',
    'locked-out',
    `${root}
nixos({
  users: { users: { root: { openssh: { authorizedKeys: { keys: ['ssh-ed25519 AAAA'] } } } } },
  services: { openssh: { enable: true,
    openFirewall: false, // here
    settings: { PasswordAuthentication: false },
  } },
}),`,
    "class: 'server',",
  ),
  mistake(
    'one port for two',
    'port-taken',
    `nixos({ services: {
  'adguardhome': { enable: true }, // here
  forgejo: { enable: true }, // here
} }),`,
  ),
  mistake(
    'one port for a service and a container',
    'port-taken',
    `nixos({
  services: { 'open-webui': { enable: true } }, // here
  virtualisation: { 'oci-containers': { containers: { whoami: { image: 'whoami',
    ports: ['8080:80'], // here
  } } } },
}),`,
  ),
  mistake(
    'one address for two peers',
    'wireguard-peer-twice',
    `nixos({ networking: { wireguard: { interfaces: { wg0: { peers: [
  { publicKey: 'a', allowedIPs: ['10.0.0.2/32'] }, // here
  { publicKey: 'b', allowedIPs: ['10.0.0.2/32'] }, // here
] } } } } }),`,
  ),
  {
    title: 'one address',
    code: 'address-twice',
    source: fleet({ one: "address: '10.0.0.2', // here", two: "address: '10.0.0.2', // here" }),
  },
  {
    title: 'one name',
    code: 'host-name-twice',
    source: fleet({
      one: '',
      two: "use: nixos({\n  networking: { hostName: mkForce('one') }, // here\n})",
    }),
  },
  {
    title: 'one host id',
    code: 'host-id-twice',
    source: fleet({
      one: "use: nixos({\n  networking: { hostId: '4e98920d' }, // here\n})",
      two: "use: nixos({\n  networking: { hostId: '4e98920d' }, // here\n})",
    }),
  },
  {
    title: 'one machine id',
    code: 'machine-id-twice',
    source: fleet({
      one: "use: nixos({ environment: { etc: {\n  'machine-id': { text: 'b08dfa6083e7567a1921a715000001fb' }, // here\n} } })",
      two: "use: nixos({ environment: { etc: {\n  'machine-id': { text: 'b08dfa6083e7567a1921a715000001fb' }, // here\n} } })",
    }),
  },
  {
    title: 'a closed port',
    code: 'link-closed',
    source: fleet({
      db: "address: '10.0.0.5', use: nixos({ services: { prometheus: { exporters: { node: { enable: true } } } } })",
      web: "use: nixos({ services: { prometheus: { enable: true, scrapeConfigs: [{ job_name: 'n', static_configs: [{\n  targets: ['10.0.0.5:9100'], // here\n}] }] } } })",
    }),
  },
  {
    title: 'a closed port by a Ref',
    code: 'link-closed',
    source: `${start}const db = defineHost('db', { system, address: '10.0.0.5', use: nixos({ services: { grafana: { enable: true, settings: { server: { http_addr: '0.0.0.0' } } } } }) })
const web = defineHost('web', { system, use: nixos({ services: { nginx: { enable: true, virtualHosts: { x: { locations: { '/': {
  proxyPass: nix\`http://\${db.address!}:\${db.config.services.grafana.settings.server.http_port}\`, // here
} } } } } } }) })
export default defineFleet({ inputs: { nixpkgs }, hosts: [db, web] })\n`,
  },
  {
    title: 'a check that never runs',
    code: 'check-never-runs',
    source: fleet(
      { web: '' },
      "outputs: { checks: {\n  deadnix: pkgs.writeShellApplication({ name: 'deadnix', text: 'deadnix .' }), // here\n} },",
    ),
  },
  {
    title: 'an input that is elsewhere',
    code: 'input-moved',
    source: `${start}export default defineFleet({ inputs: { nixpkgs,
  opnix: 'github:opnix-dev/opnix', // here
}, hosts: [defineHost('web', { system })] })\n`,
  },
]

const splash = "nixos({ boot: { kernelParams: ['splash'] } }),"
const line = (text: string, part: string): number =>
  text.split('\n').findIndex((each) => each.includes(part)) + 1

function switched(title: string, left: (source: string) => readonly string[], source: string): Switched {
  return { title, source, left: left(source) }
}

export const switches: readonly Switched[] = [
  switched(
    'hides what stands in the next line of code',
    () => [],
    fleet({
      web: `use: [
// panther-ignore splash-without-plymouth: the panel looks for it
// and another remark
${splash}
]`,
    }),
  ),
  switched(
    'hides what stands in its own line',
    () => [],
    fleet({
      web: `use: [
${splash} // panther-ignore splash-without-plymouth: the panel looks for it
]`,
    }),
  ),
  switched(
    'hides nothing else',
    (source) => [
      `splash-without-plymouth ${line(source, 'splash')}`,
      `unused-ignore ${line(source, 'panther-ignore')}`,
    ],
    fleet({
      web: `use: [
${splash}
// panther-ignore splash-without-plymouth: too late
]`,
    }),
  ),
  switched(
    'of a host hides there alone',
    (source) => [`splash-without-plymouth ${line(source, '// two')}`],
    fleet({
      one: `ignore: { 'splash-without-plymouth': 'the panel looks for it' }, use: ${splash}`,
      two: `use: ${splash} // two`,
    }),
  ),
  switched(
    'of the fleet hides everywhere',
    () => [],
    fleet(
      { one: `use: ${splash}`, two: `use: ${splash}` },
      "ignore: { 'splash-without-plymouth': 'the panels look for it' },",
    ),
  ),
  switched(
    'that hides nothing is told',
    (source) => [`unused-ignore ${line(source, 'ignore:')}`],
    fleet({ web: "ignore: { 'password-login': 'behind a gateway' }," }),
  ),
  switched(
    'without a reason is an error',
    (source) => [
      `bad-ignore ${line(source, 'panther-ignore')}`,
      `splash-without-plymouth ${line(source, '/* here */')}`,
    ],
    fleet({
      web: `use: [
// panther-ignore splash-without-plymouth:
/* here */ ${splash}
]`,
    }),
  ),
  switched(
    'of an unknown code is an error',
    (source) => [`bad-ignore ${line(source, 'ignore:')}`],
    fleet({ web: "ignore: { 'pasword-login': 'behind a gateway' } as never," }),
  ),
  switched(
    'does not hide what NixOS refuses',
    (source) => [
      `bad-ignore ${line(source, 'panther-ignore')}`,
      `type-mismatch ${line(source, 'allowPing')}`,
    ],
    fleet({
      web: `use: [
// panther-ignore type-mismatch: we know better
nixos({ networking: { firewall: { allowPing: 'maybe' } } } as never),
]`,
    }),
  ),
]
