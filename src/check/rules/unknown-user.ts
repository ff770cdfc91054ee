import { nearest } from '../../modules/index.ts'
import { mayHaveUser } from './accounts-of.ts'
import type { OptionName, Reading } from './reading.ts'
import type { Finding, HostRule } from './rule.ts'

/** Options that name a user. */
const named = [
  'services.displayManager.autoLogin.user',
  'services.getty.autologinUser',
  'services.greetd.settings.default_session.user',
  'services.greetd.settings.initial_session.user',
  'programs._1password-gui.polkitPolicyOwners',
  'nix.settings.trusted-users',
  'nix.settings.allowed-users',
]

export const unknownUser: HostRule = {
  code: 'unknown-account',
  severity: 'warning',
  about: 'a user that nobody declares',
  *check(host) {
    for (const name of named) yield* check(host, name)
    for (const group of host.names('users.groups')) yield* check(host, ['users', 'groups', group, 'members'])
    for (const service of host.names('systemd.services')) {
      const settings = ['systemd', 'services', service, 'serviceConfig']
      // Without a program of the fleet's, the service is one of NixOS's modules, which bring the user.
      if (
        !host.mentions([...settings, 'ExecStart']) &&
        !host.mentions(['systemd', 'services', service, 'script'])
      )
        continue
      const dynamic = host.value([...settings, 'DynamicUser'])
      if (dynamic !== undefined && dynamic !== false && dynamic !== 'no') continue
      yield* check(host, [...settings, 'User'])
    }
    // A user of Home Manager is one of NixOS.
    if (host.names('users.users').length === 0) return
    for (const user of host.resolved.users) {
      if (user === 'root' || mayHaveUser(host, user)) continue
      yield {
        message: `Home Manager is set up for ${user}, who is no user of ${host.host.name}.`,
        hint: suggest(host, user),
        user,
      }
    }
  },
}

function* check(host: Reading, name: OptionName): Iterable<Finding> {
  if (!host.mentions(name) || host.isUnsure(name)) return
  const value = host.said(name)
  for (const user of Array.isArray(value) ? value : [value]) {
    // `@group`, `*`, `%`-specifiers and numbers are no names.
    if (typeof user !== 'string' || !/^[a-z_][\w-]*$/i.test(user) || mayHaveUser(host, user)) continue
    const path = typeof name === 'string' ? name : name.join('.')
    yield {
      message: `${path} names ${user}, who is no user of ${host.host.name}.`,
      hint: suggest(host, user),
      path: name,
      at: Array.isArray(value) ? host.atElement(name, (element) => element === user) : host.at(name),
    }
  }
}

function suggest(host: Reading, user: string): string {
  const [meant] = nearest(user, host.names('users.users'))
  const declare = `Declare it: nixos({ users: { users: { ${JSON.stringify(user)}: { isNormalUser: true } } } }).`
  return meant === undefined ? declare : `Did you mean ${meant}? ${declare}`
}
