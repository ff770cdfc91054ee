import { nixosGroups, nixosUsers } from './accounts.ts'
import type { Reading } from './reading.ts'

/** Whether an account may be there: the fleet says it, or a module of NixOS does, or nobody knows. */
export function mayHaveGroup(host: Reading, name: string): boolean {
  return (
    !host.closed ||
    nixosGroups.has(name) ||
    host.names('users.groups').includes(name) ||
    host.isUnsure('users.groups')
  )
}

export function mayHaveUser(host: Reading, name: string): boolean {
  return (
    !host.closed ||
    nixosUsers.has(name) ||
    host.names('users.users').includes(name) ||
    host.isUnsure('users.users')
  )
}
