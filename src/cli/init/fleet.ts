// Not written out in the text: who looks for this file's own imports would take it for one.
const up = '../..'

/** The TypeScript of a new fleet: small, and real enough to be changed into one's own. */
export function fleetFiles(name: string): { readonly [path: string]: string } {
  return {
    'fleet.ts': `import { defineFleet } from 'pantheros'
import web from './hosts/web/default.ts'

export default defineFleet({
  description: '${name}',
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    disko: { url: 'github:nix-community/disko', follows: { nixpkgs: 'nixpkgs' } },
  },
  hosts: [web],
})
`,
    'hosts/web/default.ts': `import { defineHost, nixos } from 'pantheros'
import { motd } from '${up}/modules/motd.ts'
import { server } from '${up}/profiles/server.ts'
import disks from './disks.ts'
import hardware from './hardware.ts'

export default defineHost('web', {
  system: 'x86_64-linux',
  class: 'server',
  purpose: 'Serves the website.',
  tags: ['public'],
  domain: 'example.org',
  timeZone: 'UTC',
  stateVersion: '26.11',
  hardware,
  disks,
  use: [
    server,
    motd({ greeting: 'Mind the visitors' }),
    nixos({
      services: {
        nginx: {
          enable: true,
          virtualHosts: { 'www.example.org': { root: '/var/www' } },
        },
      },
      networking: { firewall: { allowedTCPPorts: [80] } },
    }),
  ],
})
`,
    'hosts/web/hardware.ts': `import { nixos } from 'pantheros'

// What \`nixos-generate-config --show-hardware-config\` says of the machine belongs here.
export default nixos({
  boot: {
    initrd: { availableKernelModules: ['virtio_pci', 'virtio_scsi', 'sd_mod'] },
    loader: { 'systemd-boot': { enable: true }, efi: { canTouchEfiVariables: true } },
  },
})
`,
    'hosts/web/disks.ts': `import { disks } from 'pantheros'

// disko partitions and mounts them: https://github.com/nix-community/disko
export default disks({
  disk: {
    main: {
      type: 'disk',
      device: '/dev/sda',
      content: {
        type: 'gpt',
        partitions: {
          ESP: {
            size: '512M',
            type: 'EF00',
            content: { type: 'filesystem', format: 'vfat', mountpoint: '/boot', mountOptions: ['umask=0077'] },
          },
          root: {
            size: '100%',
            content: { type: 'filesystem', format: 'ext4', mountpoint: '/' },
          },
        },
      },
    },
  },
})
`,
    'profiles/server.ts': `import { defineProfile, mkDefault, nixos } from 'pantheros'
import { motd } from '${'..'}/modules/motd.ts'

/** What all servers have. A host may say otherwise where the value is a default. */
export const server = defineProfile('server', [
  motd(),
  nixos({
    services: {
      openssh: {
        enable: true,
        settings: { PasswordAuthentication: false, PermitRootLogin: mkDefault('prohibit-password') },
      },
    },
    users: {
      users: {
        root: {
          openssh: {
            // Your public key goes here, or nobody can log in.
            authorizedKeys: { keys: [] },
          },
        },
      },
    },
    nix: { gc: { automatic: mkDefault(true) } },
  }),
])
`,
    'modules/motd.ts': `import { defineModule, nix, nixos, option, t } from 'pantheros'

/** Greets whoever logs in, and names the hosts of the fleet that greet too. */
export const motd = defineModule('motd', {
  description: 'Greets whoever logs in.',
  options: {
    greeting: option(t.str, { default: 'Welcome', description: 'The first words.' }),
  },
}).config(({ cfg, host, hosts }) => [
  nixos({
    users: {
      // What panther knows is plain text; what only NixOS computes, as its release, is read from \`config\` there.
      motd: nix\`\${cfg.greeting}: this is \${host.fqdn} with NixOS \${host.config.system.nixos.release}.
Hosts: \${hosts
        .using(motd)
        .map((other) => other.host.name)
        .join(', ')}
\`,
    },
  }),
])
`,
  }
}
