import type { Reading } from './reading.ts'
import type { HostRule } from './rule.ts'
import { sshPorts } from './ssh-ports.ts'

const ssh = 'services.openssh.settings'

export const passwordLogin: HostRule = {
  code: 'password-login',
  severity: 'warning',
  about: 'a server that lets in whoever knows a password',
  *check(host) {
    if (host.host.class !== 'server' || sshPorts(host).length === 0 || !takesPasswords(host)) return
    const name = `${ssh}.PasswordAuthentication`
    yield {
      message: `The SSH server of ${host.host.name} takes passwords${host.mentions(name) ? '' : ", which is NixOS's default"}.`,
      hint: 'Say services.openssh.settings.PasswordAuthentication: false, and give users a key.',
      path: host.mentions(name) ? name : 'services.openssh.enable',
    }
  },
}

export const rootLogin: HostRule = {
  code: 'root-login',
  severity: 'warning',
  about: 'a server where root logs in with a password',
  *check(host) {
    const name = `${ssh}.PermitRootLogin`
    if (host.host.class !== 'server' || sshPorts(host).length === 0) return
    if (host.said(name) !== 'yes' || !takesPasswords(host)) return
    yield {
      message: `Root may log in to ${host.host.name} with a password.`,
      hint: "Say 'prohibit-password', which is the default: root then needs a key.",
      path: name,
    }
  },
}

function takesPasswords(host: Reading): boolean {
  const name = `${ssh}.PasswordAuthentication`
  // Said in other words, or for a network that is let in elsewhere: nothing is certain then.
  const others = ['openFirewall', 'extraConfig', 'authorizedKeysCommand', 'settings.AuthenticationMethods']
  if (!host.closed || others.some((each) => host.mentions(`services.openssh.${each}`))) return false
  return !host.isUnsure(name) && host.value(name) === true
}
