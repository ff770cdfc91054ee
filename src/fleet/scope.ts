import type { Host } from './host.ts'

/** Whom a list of definitions is for: a host, or one user of it. */
export interface Scope {
  readonly host: Host
  readonly user: string | undefined
}

export function scopeId({ host, user }: Scope): string {
  return user === undefined ? host.name : `${host.name}/${user}`
}
