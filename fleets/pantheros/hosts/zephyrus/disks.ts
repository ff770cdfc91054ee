import { disks } from 'pantheros'
import { btrfs, subvolume, systemSubvolumes } from '../../modules/shared/btrfs.ts'
import { efiSystemPartition } from '../../modules/shared/partitions.ts'
import { site } from '../../modules/shared/site.ts'

const { '@dev': _, ...systemWithoutProjects } = systemSubvolumes()

/** Two disks, so that builds and containers do not compete with the system. */
export default disks({
  disk: {
    system: {
      type: 'disk',
      device: '/dev/nvme0n1',
      content: {
        type: 'gpt',
        partitions: {
          ESP: efiSystemPartition,
          system: { size: '100%', content: btrfs(systemWithoutProjects) },
        },
      },
    },
    // A filesystem of its own: here the compression really can differ.
    work: {
      type: 'disk',
      device: '/dev/nvme1n1',
      content: {
        type: 'gpt',
        partitions: {
          work: {
            size: '100%',
            content: btrfs({
              '@dev': subvolume(site.projects, 'zstd:1', 'nodev'),
              '@containers': subvolume('/var/lib/containers', 'zstd:1'),
              '@snapshots': subvolume('/.snapshots/work', 'zstd:1', 'nodev', 'nosuid', 'noexec'),
            }),
          },
        },
      },
    },
  },
})
