import type { HostRule } from './rule.ts'

export const splashWithoutPlymouth: HostRule = {
  code: 'splash-without-plymouth',
  severity: 'warning',
  about: '`splash` without a splash screen',
  *check(host) {
    const name = 'boot.kernelParams'
    const plymouth = 'boot.plymouth.enable'
    if (!host.list(name).includes('splash') || host.isOn(plymouth) || host.isUnsure(plymouth)) return
    if (!host.closed) return
    yield {
      message: 'The kernel is told to show a splash screen, and there is none.',
      hint: 'Say boot.plymouth.enable, which adds the parameter itself, or remove it.',
      path: name,
      at: host.atElement(name, (element) => element === 'splash'),
    }
  },
}
