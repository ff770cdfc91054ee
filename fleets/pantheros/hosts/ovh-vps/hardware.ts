import { servers } from '../../modules/nixos/hardware/servers.ts'

/** OVH Cloud VPS: QEMU with VirtIO SCSI, BIOS. */
export default [servers()]
