import { nearest } from '../../modules/index.ts'
import { nixosGroups } from './accounts.ts'
import { mayHaveGroup } from './accounts-of.ts'
import type { HostRule } from './rule.ts'

export const unknownGroup: HostRule = {
  code: 'unknown-group',
  severity: 'warning',
  about: 'a group that nobody declares',
  *check(host) {
    for (const user of host.names('users.users')) {
      const path = ['users', 'users', user]
      const group = host.said([...path, 'group'])
      if (typeof group === 'string' && group !== '' && !mayHaveGroup(host, group)) {
        yield {
          message: `The group of ${user}, ${group}, is declared nowhere: NixOS refuses it.`,
          hint: `Say nixos({ users: { groups: { ${JSON.stringify(group)}: {} } } }).`,
          path: [...path, 'group'],
        }
      }
      const extra = [...path, 'extraGroups']
      for (const name of host.list(extra)) {
        if (typeof name !== 'string' || mayHaveGroup(host, name)) continue
        const [meant] = nearest(name, [...nixosGroups, ...host.names('users.groups')])
        yield {
          message: `${user} is in the group ${name}, which is declared nowhere.`,
          hint:
            meant === undefined
              ? `Declare it in users.groups, or leave it out.`
              : `Did you mean ${meant}? Else declare it in users.groups.`,
          path: extra,
          at: host.atElement(extra, (element) => element === name),
        }
      }
    }
  },
}
