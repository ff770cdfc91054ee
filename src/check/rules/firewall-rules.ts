import type { Reading } from './reading.ts'

/** A command of iptables that changes a chain. */
export interface FirewallRule {
  readonly command: 'iptables' | 'ip6tables' | 'ip46tables'
  readonly table: string
  readonly chain: string
  /** `A`, `I`. */
  readonly action: string
  readonly target: string | undefined
  readonly text: string
}

/** Where the commands are said. */
export const extraCommands = 'networking.firewall.extraCommands'

/** What the fleet has iptables do, on a host whose firewall runs it. */
export function commandsOf(host: Reading): string {
  const isOff = host.value('networking.firewall.enable') === false
  return isOff ? '' : (host.text(extraCommands) ?? '')
}

/** The rules that shell commands add, as far as they can be read. */
export function firewallRules(commands: string): readonly FirewallRule[] {
  return commands.split(/\n|;|&&/).flatMap((line): FirewallRule[] => {
    const [, command, rest] = /^\s*(iptables|ip6tables|ip46tables)\s+(.*)$/.exec(line) ?? []
    if (command === undefined || rest === undefined) return []
    const [, action, chain] = /(?:^|\s)(?:-([AI])|--(?:append|insert))\s+([\w-]+)/.exec(rest) ?? []
    if (action === undefined || chain === undefined) return []
    return [
      {
        command: command as FirewallRule['command'],
        table: /(?:^|\s)-t\s+(\w+)/.exec(rest)?.[1] ?? 'filter',
        chain,
        action,
        target: /(?:^|\s)-(?:j|-jump)\s+([\w-]+)/.exec(rest)?.[1],
        text: line.trim(),
      },
    ]
  })
}
