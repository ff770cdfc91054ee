import { closedPorts } from './firewall.ts'
import { isContainer, isWholeMachine } from './machine.ts'
import type { Reading } from './reading.ts'
import type { Finding, HostRule } from './rule.ts'
import { sshPorts } from './ssh-ports.ts'

const ssh = 'services.openssh'

export const lockedOut: HostRule = {
  code: 'locked-out',
  severity: 'warning',
  about: 'a machine that nobody gets into',
  *check(host) {
    if (!isWholeMachine(host) || isContainer(host)) return
    yield* withoutPassword(host)
    if (host.host.class === 'server' && !hasOtherDoor(host)) yield* overNetwork(host)
  },
}

/** What NixOS asserts: with fixed users, root or somebody in wheel must be able to log in. */
function* withoutPassword(host: Reading): Iterable<Finding> {
  const mutable = 'users.mutableUsers'
  if (host.said(mutable) !== false || host.mentions('users.allowNoPasswordLogin')) return
  if (host.isUnsure('users.users') || host.mentions('security.googleOsLogin')) return
  const administrators = host
    .names('users.users')
    .filter((name) => name === 'root' || mayBeAdministrator(host, name))
  if (administrators.some((name) => mayLogIn(host, name))) return
  yield {
    message: `Users of ${host.host.name} are what the fleet says, and neither root nor anybody in wheel has a password or a key.`,
    hint: 'Give one of them hashedPasswordFile or openssh.authorizedKeys.keys.',
    path: mutable,
  }
}

function* overNetwork(host: Reading): Iterable<Finding> {
  const name = host.host.name
  const enable = `${ssh}.enable`
  // `services.sshd` is another name of it.
  if (host.isUnsure(enable) || host.mentions('services.sshd')) return
  if (host.value(enable) !== true) {
    yield {
      message: `${name} is a server without an SSH server: nobody gets in from elsewhere.`,
      hint: 'Say services.openssh.enable: true.',
      ...(host.mentions(enable) ? { path: enable } : {}),
    }
    return
  }
  const ports = sshPorts(host)
  const isClosed = closedPorts(host)
  const opened = host.isUnsure(`${ssh}.openFirewall`) || host.value(`${ssh}.openFirewall`) !== false
  if (ports.length > 0 && !opened && ports.every((port) => isClosed('tcp', port))) {
    yield {
      message: `The firewall of ${name} keeps its SSH port closed on every interface.`,
      hint: `Open it where you come from: networking.firewall.interfaces.tailscale0.allowedTCPPorts: [${ports[0]}], or drop openFirewall: false.`,
      path: `${ssh}.openFirewall`,
    }
  }
  const passwords = `${ssh}.settings.PasswordAuthentication`
  if (host.said(passwords) !== false || hasKeysElsewhere(host)) return
  if (host.isUnsure('users.users') || host.names('users.users').some((user) => hasKey(host, user))) return
  yield {
    message: `The SSH server of ${name} takes keys alone, and the fleet gives none to any user.`,
    hint: 'Give one to a user: users.users.….openssh.authorizedKeys.keys.',
    path: host.names('users.users').map(keysOf).find(host.mentions) ?? passwords,
  }
}

function keysOf(user: string): readonly string[] {
  return ['users', 'users', user, 'openssh', 'authorizedKeys', 'keys']
}

/** Ways in that are none of the SSH server's. */
function hasOtherDoor(host: Reading): boolean {
  const tailscale = ['extraUpFlags', 'extraSetFlags'].some((name) => {
    const flags = `services.tailscale.${name}`
    return (
      host.isUnsure(flags) ||
      host.list(flags).some((flag) => typeof flag !== 'string' || /^--ssh\b/.test(flag))
    )
  })
  return (
    tailscale ||
    ['services.teleport', 'services.cockpit', 'services.cloud-init', 'services.netbird'].some((name) =>
      host.mentions(name),
    )
  )
}

function hasKeysElsewhere(host: Reading): boolean {
  const names = [
    'authorizedKeysFiles',
    'authorizedKeysCommand',
    'settings.TrustedUserCAKeys',
    'settings.AuthorizedKeysCommand',
    'extraConfig',
  ]
  return names.some((name) => host.mentions(`${ssh}.${name}`)) || host.mentions('security.pam.rssh')
}

function hasKey(host: Reading, user: string): boolean {
  const keys = ['users', 'users', user, 'openssh', 'authorizedKeys']
  return ['keys', 'keyFiles'].some(
    (name) => host.isUnsure([...keys, name]) || host.list([...keys, name]).length > 0,
  )
}

function mayBeAdministrator(host: Reading, user: string): boolean {
  const path = ['users', 'users', user]
  const groups = [...path, 'extraGroups']
  return (
    host.isUnsure(groups) ||
    host.list(groups).some((group) => typeof group !== 'string' || group === 'wheel') ||
    host.text([...path, 'group']) === 'wheel' ||
    host.mentions('users.groups.wheel.members')
  )
}

function mayLogIn(host: Reading, user: string): boolean {
  const path = ['users', 'users', user]
  const passwords = [
    'hashedPassword',
    'password',
    'hashedPasswordFile',
    'initialPassword',
    'initialHashedPassword',
    'passwordFile',
  ]
  return hasKey(host, user) || passwords.some((name) => host.mentions([...path, name]))
}
