import { commandsOf, extraCommands, firewallRules } from './firewall-rules.ts'
import type { HostRule } from './rule.ts'

export const firewallThrottlesSessions: HostRule = {
  code: 'firewall-throttles-sessions',
  severity: 'warning',
  about: 'a rate limit that also counts the packets of open connections',
  *check(host) {
    const rules = firewallRules(commandsOf(host)).filter(({ chain }) => chain === 'INPUT')
    const limited = rules.find(
      ({ text, target }) =>
        target === 'ACCEPT' &&
        /-m\s+limit\b/.test(text) &&
        /--dport\s/.test(text) &&
        !/NEW|--syn\b|ESTABLISHED/.test(text),
    )
    const dropped = rules.some(
      ({ target, action }) => action === 'A' && (target === 'DROP' || target === 'REJECT'),
    )
    const before = rules.some(({ text, target }) => target === 'ACCEPT' && text.includes('ESTABLISHED'))
    if (limited === undefined || !dropped || before) return
    yield {
      message: `"${limited.text}" limits every packet, those of open connections too.`,
      hint: 'Limit new connections alone: -m conntrack --ctstate NEW.',
      path: extraCommands,
    }
  },
}
