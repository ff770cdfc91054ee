import { innerRefs, isSecretPath } from './nix-values.ts'
import type { HostRule } from './rule.ts'

export const secretAsKey: HostRule = {
  code: 'path-as-key',
  severity: 'warning',
  about: 'a file where the text of a public key is wanted',
  *check(host) {
    for (const user of host.names('users.users')) {
      const path = ['users', 'users', user, 'openssh', 'authorizedKeys', 'keys']
      const isFile = (key: unknown): boolean =>
        typeof key === 'string' ? /^\s*\//.test(key) : innerRefs(key).some((ref) => isSecretPath(ref.path))
      if (!host.list(path).some(isFile)) continue
      yield {
        message: `authorizedKeys.keys of ${user} holds the path of a file: SSH reads it as a key, which it is not.`,
        hint: 'Write the public key itself, which is no secret. Keys that are there at run time alone belong to services.openssh.authorizedKeysFiles.',
        path,
        at: host.atElement(path, isFile),
      }
    }
  },
}
