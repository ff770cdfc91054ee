import { firewallRules } from './firewall-rules.ts'
import type { HostRule } from './rule.ts'

const name = 'networking.firewall.extraCommands'

export const firewallDropsFirst: HostRule = {
  code: 'firewall-drops-first',
  severity: 'warning',
  about: 'a rule that drops packets before the firewall of NixOS sees them',
  *check(host) {
    const rules = firewallRules(host.text(name) ?? '')
    for (const { chain, action, target, table, text } of rules) {
      if (chain !== 'INPUT' || table !== 'filter' || action !== 'A') continue
      if (target !== 'DROP' && target !== 'REJECT') continue
      // Whoever says what is dropped means it.
      if (/\s-(?:[ips]|-in-interface|-protocol|-source|m)\s/.test(text)) continue
      yield {
        message: `"${text}" stands before the firewall's own rules: it drops what allowedTCPPorts lets in, and what the host says to itself.`,
        hint: 'Remove it: the firewall refuses what no option allows.',
        path: name,
      }
    }
  },
}
