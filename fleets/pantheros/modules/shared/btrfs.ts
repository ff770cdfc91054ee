import { site } from './site.ts'

/** An option that holds for one mount. Others of Btrfs hold for the filesystem: see `subvolume`. */
type PerMount = 'nodev' | 'nosuid' | 'noexec'

export type Zstd = 'zstd' | 'zstd:1' | 'zstd:3'

interface Subvolume {
  readonly mountpoint: string
  readonly mountOptions: readonly string[]
}

/**
 * The document wants different options for each sub-volume. Btrfs takes `compress`, `ssd` and `nodatacow` from
 * whichever is mounted first and applies them to the whole filesystem; only what holds per mount can differ, and the
 * type lets nothing else through.
 */
export function subvolume(mountpoint: string, compress: Zstd, ...perMount: readonly PerMount[]): Subvolume {
  return { mountpoint, mountOptions: [`compress=${compress}`, 'noatime', 'ssd', ...perMount] }
}

/** A Btrfs filesystem for disko. */
export function btrfs(subvolumes: { readonly [name: `@${string}`]: Subvolume }) {
  return { type: 'btrfs', extraArgs: ['-f'], subvolumes } as const
}

/** The sub-volumes of the document: `@`, `@home`, `@dev`, `@var`, `@nix`, `@snapshots`. */
export function systemSubvolumes(compress: Zstd = 'zstd') {
  return {
    '@': subvolume('/', compress),
    '@home': subvolume('/home', compress, 'nodev'),
    '@dev': subvolume(site.projects, compress, 'nodev'),
    '@var': subvolume('/var', compress),
    '@nix': subvolume('/nix', compress, 'nodev'),
    '@snapshots': subvolume('/.snapshots', compress, 'nodev', 'nosuid', 'noexec'),
  } as const
}
