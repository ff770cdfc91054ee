import { commandsOf, extraCommands, type FirewallRule, firewallRules } from './firewall-rules.ts'
import type { HostRule } from './rule.ts'

export const firewallHalfClosed: HostRule = {
  code: 'firewall-half-closed',
  severity: 'warning',
  about: 'a refusal that holds for IPv4 alone',
  *check(host) {
    if (host.value('networking.enableIPv6') !== true) return
    const rules = firewallRules(commandsOf(host))
    const refuses = ({ chain, target, table, text }: FirewallRule): boolean =>
      /^(INPUT|nixos-fw)$/.test(chain) &&
      table === 'filter' &&
      /^(DROP|REJECT|nixos-fw-refuse|nixos-fw-log-refuse)$/.test(target ?? '') &&
      /--dports?\s/.test(text) &&
      !/\d+\.\d+\.\d+\.\d+/.test(text)
    const found = rules.find((rule) => rule.command === 'iptables' && refuses(rule))
    if (found === undefined || rules.some(({ command }) => command !== 'iptables')) return
    yield {
      message: `"${found.text}" refuses over IPv4 what stays open over IPv6.`,
      hint: 'Write ip46tables, which NixOS has for both.',
      path: extraCommands,
    }
  },
}
