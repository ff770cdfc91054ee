import type { HostRule } from './rule.ts'
import { sshPorts } from './ssh-ports.ts'

const open = 'services.openssh.openFirewall'

export const sshOpenEverywhere: HostRule = {
  code: 'ssh-open-everywhere',
  severity: 'warning',
  about: 'an SSH port that is opened on one interface and is open on all',
  *check(host) {
    if (host.value('networking.firewall.enable') === false) return
    const ports = sshPorts(host)
    if (ports.length === 0 || host.value(open) !== true) return
    for (const name of host.names('networking.firewall.interfaces')) {
      const list = ['networking', 'firewall', 'interfaces', name, 'allowedTCPPorts']
      const port = ports.find((each) => host.list(list).includes(each))
      if (port === undefined) continue
      yield {
        message: `Port ${port} is opened on ${name}, and services.openssh.openFirewall opens it on every interface.`,
        hint: 'Say services.openssh.openFirewall: false, or drop the port here.',
        path: list,
        at: [...host.atElement(list, (element) => element === port), ...host.at(open, 'opens it everywhere')],
      }
    }
  },
}
