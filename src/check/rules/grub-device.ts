import { isContainer } from './machine.ts'
import type { HostRule } from './rule.ts'

const others = ['systemd-boot', 'limine', 'refind', 'generic-extlinux-compatible', 'external']

export const grubDevice: HostRule = {
  code: 'grub-without-device',
  severity: 'error',
  about: 'GRUB that is installed nowhere',
  *check(host) {
    const grub = 'boot.loader.grub'
    if (!host.closed || host.said(`${grub}.enable`) !== true || isContainer(host)) return
    const said = ['device', 'devices', 'mirroredBoots'].some((name) => host.mentions(`${grub}.${name}`))
    // disko installs GRUB on each disk with a partition for it.
    const disko = host.texts().some(({ path, text }) => path[0] === 'disko' && text === 'EF02')
    if (said || disko || others.some((name) => host.isOn(`boot.loader.${name}.enable`))) return
    yield {
      message: `GRUB is on and has no device to be installed on.`,
      hint: "Say boot.loader.grub.device: '/dev/sda', or 'nodev' with efiSupport: true; with disko, a partition of type EF02 says it.",
      path: `${grub}.enable`,
    }
  },
}
