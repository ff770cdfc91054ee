import { nixosGroups, nixosUsers } from './accounts.ts'
import type { Reading } from './reading.ts'

/** Whether a group may be there: the fleet says it, or a module of NixOS does, or nobody knows. */
export function mayHaveGroup(host: Reading, name: string): boolean {
  return (
    nixosGroups.has(name) ||
    host.names('users.groups').includes(name) ||
    mayComeFromElsewhere(host, name, 'groups')
  )
}

/** The same for a user. */
export function mayHaveUser(host: Reading, name: string): boolean {
  return (
    nixosUsers.has(name) ||
    host.names('users.users').includes(name) ||
    mayComeFromElsewhere(host, name, 'users')
  )
}

/** Services that bring accounts of a directory. */
const directories = [
  'services.sssd',
  'users.ldap',
  'services.kanidm',
  'services.nslcd',
  'services.homed',
  'services.himmelblau',
  'security.ipa',
]

function mayComeFromElsewhere(host: Reading, name: string, kind: 'groups' | 'users'): boolean {
  if (!host.closed || host.isUnsure(`users.${kind}`)) return true
  if (directories.some((each) => host.mentions(each))) return true
  // Modules make accounts for instances, as redis-cache for services.redis.servers.cache.
  const [first, ...more] = name.split('-')
  if (more.length > 0 && host.mentions(`services.${first}`)) return true
  // And they may make the one they are told to use, if they do for their own.
  return host
    .texts()
    .some(
      ({ text, path }) =>
        text === name && path[0] === 'services' && path.length === 3 && /^(user|group)$/.test(path[2]!),
    )
}
