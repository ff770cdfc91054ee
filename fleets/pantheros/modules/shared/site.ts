/** What is the same everywhere and belongs to no module. */
export const site = {
  /** The one user. */
  user: 'hbohlen',
  fullName: 'hbohlen',
  email: 'hbohlen@example.com',
  /** Where the flake is pushed: what hosts upgrade to and `~/dev` takes its shell from. */
  flake: 'github:hbohlen/pantherOS',
} as const

/**
 * What every host is described with. The documents say 23.11 in one place and 24.11 in another; a host says the
 * release it was installed with, and these were installed with 25.11.
 */
export const everyHost = {
  system: 'x86_64-linux',
  timeZone: 'America/New_York',
  stateVersion: '25.11',
  domain: 'panther.ts.net',
} as const
