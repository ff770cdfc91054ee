import type { HostRule } from './rule.ts'

const commands = [
  'networking.firewall.extraCommands',
  'networking.firewall.extraStopCommands',
  'networking.nat.extraCommands',
  'networking.nat.extraStopCommands',
]

export const iptablesWithNftables: HostRule = {
  code: 'iptables-with-nftables',
  severity: 'error',
  about: 'iptables commands where nftables is the firewall',
  *check(host) {
    if (host.said('networking.nftables.enable') !== true) return
    // The firewall may be told to stay with iptables.
    if (host.mentions('networking.firewall.backend')) return
    for (const name of commands) {
      const of = name.includes('.nat.') ? 'networking.nat.enable' : 'networking.firewall.enable'
      const off = of === 'networking.nat.enable' ? !host.isOn(of) : host.value(of) === false
      if (!host.text(name) || off) continue
      yield {
        message: `${name} holds commands for iptables, and the firewall of ${host.host.name} is nftables.`,
        hint: 'Write rules for nftables in networking.firewall.extraInputRules, or leave networking.nftables off.',
        path: name,
        at: [...host.at(name), ...host.at('networking.nftables.enable', 'nftables is on')],
      }
    }
  },
}
