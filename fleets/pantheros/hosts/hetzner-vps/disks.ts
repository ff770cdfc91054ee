import { disks } from 'pantheros'
import { btrfs, systemSubvolumes } from '../../modules/shared/btrfs.ts'
import { biosPartitions } from '../../modules/shared/partitions.ts'

export default disks({
  disk: {
    main: {
      type: 'disk',
      device: '/dev/sda',
      content: {
        type: 'gpt',
        partitions: {
          ...biosPartitions,
          system: { size: '100%', content: btrfs(systemSubvolumes()) },
        },
      },
    },
  },
})
