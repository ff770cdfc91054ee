/** The partition that UEFI boots from, and where systemd-boot keeps kernels. */
export const efiSystemPartition = {
  priority: 1,
  size: '1G',
  type: 'EF00',
  content: { type: 'filesystem', format: 'vfat', mountpoint: '/boot', mountOptions: ['umask=0077'] },
} as const

/** For machines that boot by BIOS: room for GRUB in a GPT, and kernels where a rollback of `@` does not reach. */
export const biosPartitions = {
  bios: { priority: 1, size: '1M', type: 'EF02' },
  boot: {
    priority: 2,
    size: '1G',
    content: { type: 'filesystem', format: 'ext4', mountpoint: '/boot', mountOptions: ['noatime'] },
  },
} as const
