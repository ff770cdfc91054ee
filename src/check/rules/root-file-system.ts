import { hasRoot, isContainer } from './machine.ts'
import type { HostRule } from './rule.ts'

/** What only a machine with disks says. */
const signs = [
  'boot.loader.grub.enable',
  'boot.loader.systemd-boot.enable',
  'disko.devices.disk',
  ['fileSystems', '/boot'],
  ['fileSystems', '/home'],
  ['fileSystems', '/nix'],
]

export const rootFileSystem: HostRule = {
  code: 'no-root-file-system',
  severity: 'error',
  about: 'disks or a boot loader, and no root file system',
  *check(host) {
    if (!host.closed || hasRoot(host) || isContainer(host) || host.isUnsure('boot.isContainer')) return
    const sign = signs.find((name) => host.mentions(name) && host.value(name) !== false)
    if (sign === undefined || host.isUnsure(sign)) return
    const said = typeof sign === 'string' ? sign : sign.join('.')
    yield {
      message: `${host.host.name} says ${said} and has no root file system.`,
      hint: "Say where / is, with disks({ … }) or fileSystems['/']; a container says boot.isContainer instead.",
      path: sign,
    }
  },
}
