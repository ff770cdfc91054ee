import { commandsOf, extraCommands, firewallRules } from './firewall-rules.ts'
import type { HostRule } from './rule.ts'

export const firewallRulesPileUp: HostRule = {
  code: 'firewall-rules-pile-up',
  severity: 'warning',
  about: 'firewall rules that nobody removes',
  *check(host) {
    const commands = commandsOf(host)
    if (host.mentions('networking.firewall.extraStopCommands')) return
    // The chains of NixOS are emptied by itself; who deletes or empties what comes next knows the matter.
    if (/\s-(?:[DFX]|-delete|-flush|-delete-chain|C|-check)\s/.test(commands)) return
    const rule = firewallRules(commands).find(({ chain }) => !/^nixos-/.test(chain))
    if (rule === undefined) return
    yield {
      message: `"${rule.text}" is added each time the firewall starts or is reloaded, and never removed.`,
      hint: 'Delete the rule in networking.firewall.extraStopCommands, or add it to the chain nixos-fw, which NixOS empties.',
      path: extraCommands,
    }
  },
}
