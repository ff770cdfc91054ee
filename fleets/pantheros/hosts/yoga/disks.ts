import { disks } from 'pantheros'
import { btrfs, systemSubvolumes } from '../../modules/shared/btrfs.ts'
import { efiSystemPartition } from '../../modules/shared/partitions.ts'

export default disks({
  disk: {
    main: {
      type: 'disk',
      device: '/dev/nvme0n1',
      content: {
        type: 'gpt',
        partitions: {
          ESP: efiSystemPartition,
          system: { size: '100%', content: btrfs(systemSubvolumes()) },
        },
      },
    },
  },
})
