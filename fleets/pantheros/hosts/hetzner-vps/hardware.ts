import { boot } from '../../modules/nixos/core/boot.ts'
import { servers } from '../../modules/nixos/hardware/servers.ts'

/** Hetzner Cloud, x86: QEMU with VirtIO SCSI. Its x86 machines boot by BIOS: GRUB, in the EF02 partition of disks.ts. */
export default [servers(), boot({ loader: 'grub' })]
