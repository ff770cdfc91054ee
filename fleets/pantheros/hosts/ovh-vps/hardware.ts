import { boot } from '../../modules/nixos/core/boot.ts'
import { servers } from '../../modules/nixos/hardware/servers.ts'

/** OVH Cloud VPS: QEMU with VirtIO SCSI. Like Hetzner's it boots by BIOS, so that the two can stand in for each other. */
export default [servers(), boot({ loader: 'grub' })]
