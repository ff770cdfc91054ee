import { servers } from '../../modules/nixos/hardware/servers.ts'

/** Hetzner Cloud, x86: QEMU with VirtIO SCSI, BIOS. */
export default [servers()]
