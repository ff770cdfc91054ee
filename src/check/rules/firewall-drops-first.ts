import { commandsOf, extraCommands, firewallRules } from './firewall-rules.ts'
import type { HostRule } from './rule.ts'

export const firewallDropsFirst: HostRule = {
  code: 'firewall-drops-first',
  severity: 'warning',
  about: 'a rule that drops packets before the firewall of NixOS sees them',
  *check(host) {
    const rules = firewallRules(commandsOf(host))
    // Whoever says what is dropped means it.
    const all = /-A INPUT -j (?:DROP|REJECT)(?: --reject-with \S+)?$/
    for (const { table, text } of rules) {
      if (table !== 'filter' || !all.test(text)) continue
      yield {
        message: `"${text}" stands before the firewall's own rules: it drops what allowedTCPPorts lets in, and what the host says to itself.`,
        hint: 'Remove it: the firewall refuses what no option allows.',
        path: extraCommands,
      }
    }
  },
}
