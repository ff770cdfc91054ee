/** Compiled, never run: Home Manager's options and disko's devices. */
import { mkForce, mkIf } from '../modules/properties.ts'
import type { DiskoDevices, HomeConfig, HomeOptions, Pkgs } from './index.ts'

declare function home(options: HomeOptions): void
declare function disks(devices: DiskoDevices): void
declare const config: HomeConfig
declare const pkgs: Pkgs

home({
  home: {
    packages: [pkgs.ripgrep],
    sessionVariables: { EDITOR: 'hx' },
    file: { '.vimrc': { text: 'set nu' } },
    stateVersion: '26.05',
  },
  programs: {
    git: {
      enable: true,
      settings: { user: { name: 'Alice', email: 'a@example.org' }, init: { defaultBranch: 'main' } },
    },
    fish: { enable: true, shellAliases: { l: 'ls -l' } },
    starship: { enable: true, settings: { add_newline: false } },
    ssh: { enable: true, matchBlocks: { a: { hostname: 'a.example.org' } } },
  },
  xdg: { configFile: { 'a/b': { source: config.home.homeDirectory } } },
})
// @ts-expect-error a typo: Did you mean 'programs'?
home({ program: {} })
// @ts-expect-error of the wrong type
home({ programs: { git: { enable: 'yes' } } })
// @ts-expect-error of the wrong type
home({ home: { packages: [pkgs.git, 'ripgrep'] } })

disks({
  disk: {
    main: {
      type: 'disk',
      device: '/dev/nvme0n1',
      content: {
        type: 'gpt',
        partitions: {
          ESP: {
            size: '512M',
            type: 'EF00',
            content: { type: 'filesystem', format: 'vfat', mountpoint: '/boot' },
          },
          luks: {
            size: '100%',
            content: {
              type: 'luks',
              name: 'crypted',
              settings: { allowDiscards: true },
              content: {
                type: 'btrfs',
                extraArgs: ['-f'],
                subvolumes: {
                  '/root': { mountpoint: '/' },
                  '/home': mkIf(true, { mountpoint: '/home', mountOptions: ['compress=zstd', 'noatime'] }),
                  '/swap': { mountpoint: '/.swapvol', swap: { swapfile: { size: '20M' } } },
                },
              },
            },
          },
          pv: { content: mkForce({ type: 'lvm_pv', vg: 'pool' }) },
        },
      },
    },
  },
  lvm_vg: { pool: { type: 'lvm_vg', lvs: { root: { size: '10G', content: { type: 'swap' } } } } },
  zpool: {
    tank: {
      type: 'zpool',
      mode: 'mirror',
      datasets: { data: { type: 'zfs_fs', mountpoint: '/data' }, vol: { type: 'zfs_volume', size: '1G' } },
    },
  },
  nodev: { '/tmp': { fsType: 'tmpfs', mountOptions: ['size=2G'] } },
})
// @ts-expect-error no such kind of content
disks({ disk: { a: { device: '/dev/sda', content: { type: 'ext4' } } } })
// @ts-expect-error content without its type
disks({ disk: { a: { device: '/dev/sda', content: { partitions: {} } } } })
// @ts-expect-error a typo inside a subvolume
disks({ disk: { a: { content: { type: 'btrfs', subvolumes: { '/': { mountPoint: '/' } } } } } })
// @ts-expect-error a typo inside the content
disks({ disk: { a: { device: '/dev/sda', content: { type: 'gpt', partitons: {} } } } })
// @ts-expect-error what belongs to other content
disks({ disk: { a: { device: '/dev/sda', content: { type: 'swap', subvolumes: {} } } } })
// @ts-expect-error of the wrong type
disks({ disk: { a: { device: 3 } } })
