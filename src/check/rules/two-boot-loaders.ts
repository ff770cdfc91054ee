import type { HostRule } from './rule.ts'

const loaders = ['systemd-boot', 'grub', 'limine', 'refind', 'generic-extlinux-compatible'] as const

export const twoBootLoaders: HostRule = {
  code: 'two-boot-loaders',
  severity: 'error',
  about: 'more than one boot loader',
  *check(host) {
    const on = loaders.map((name) => `boot.loader.${name}.enable`).filter((name) => host.said(name) === true)
    if (on.length < 2) return
    yield {
      message: `${host.host.name} has ${on.length} boot loaders: ${on.join(' and ')}.`,
      hint: 'Keep one of them.',
      path: on[0]!,
      at: on.flatMap((name) => host.at(name, name)),
    }
  },
}
