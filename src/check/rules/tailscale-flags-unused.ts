import type { HostRule } from './rule.ts'

export const tailscaleFlagsUnused: HostRule = {
  code: 'tailscale-flags-unused',
  severity: 'warning',
  about: 'flags of `tailscale up` that are never used',
  *check(host) {
    const name = 'services.tailscale.extraUpFlags'
    if (!host.closed || host.list(name).length === 0 || host.mentions('services.tailscale.authKeyFile'))
      return
    yield {
      message: `${name} is used when authKeyFile is set, and it is not.`,
      hint: 'Set services.tailscale.authKeyFile, or say what is not about joining in extraSetFlags.',
      path: name,
    }
  },
}
