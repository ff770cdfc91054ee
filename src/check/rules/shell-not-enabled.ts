import { packageOf } from './nix-values.ts'
import type { HostRule } from './rule.ts'

const shells = ['fish', 'zsh', 'xonsh']

export const shellNotEnabled: HostRule = {
  code: 'shell-not-enabled',
  severity: 'error',
  about: 'a log-in shell that NixOS does not set up',
  *check(host) {
    if (!host.closed) return
    for (const user of host.names('users.users')) {
      const path = ['users', 'users', user, 'shell']
      const shell = packageOf(host.find(path)?.value)
      if (shell === undefined || !shells.includes(shell)) continue
      const enable = `programs.${shell}.enable`
      if (host.isOn(enable) || host.isUnsure(enable)) continue
      if (host.isOn(['users', 'users', user, 'ignoreShellProgramCheck'])) continue
      yield {
        message: `The shell of ${user} is ${shell}, which NixOS does not set up: programs.${shell}.enable is not true on ${host.host.name}.`,
        hint: `Say nixos({ programs: { ${shell}: { enable: true } } }) too; Home Manager's option of that name does not count here.`,
        path,
      }
    }
  },
}
