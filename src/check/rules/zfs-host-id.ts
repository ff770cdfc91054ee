import type { HostRule } from './rule.ts'

export const zfsHostId: HostRule = {
  code: 'zfs-without-host-id',
  severity: 'error',
  about: 'ZFS without a host id',
  *check(host) {
    if (!host.closed || host.mentions('networking.hostId')) return
    const name = host
      .names('fileSystems')
      .find((each) => host.text(['fileSystems', each, 'fsType']) === 'zfs')
    const path = name === undefined ? undefined : ['fileSystems', name, 'fsType']
    const zfs = path ?? (host.mentions('disko.devices.zpool') ? 'disko.devices.zpool' : undefined)
    if (zfs === undefined || host.isUnsure(zfs)) return
    yield {
      message: `${host.host.name} has a ZFS filesystem and no networking.hostId, by which ZFS knows whose pool it is.`,
      hint: 'Say eight hexadecimal digits of its own, for example what `head -c4 /dev/urandom | od -A none -t x4` prints.',
      path: zfs,
    }
  },
}
