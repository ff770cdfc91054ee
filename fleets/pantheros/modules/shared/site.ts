/** What is the same everywhere and belongs to no module. */
export const site = {
  /** The one user. */
  user: 'hbohlen',
  fullName: 'hbohlen',
  email: 'hbohlen@example.com',
  /** Where projects are: a sub-volume of its own on every host. */
  projects: '/home/hbohlen/dev',
  /** Where the flake is pushed: what hosts upgrade to and `~/dev` takes its shell from. */
  flake: 'github:hbohlen/pantherOS',
} as const

/** What every host is described with. */
export const everyHost = {
  system: 'x86_64-linux',
  timeZone: 'America/New_York',
  // The documents say 23.11; it is the release that a host was installed with.
  stateVersion: '25.11',
  /** EXAMPLE: of the tailnet, as its admin page shows it; so are the addresses in hosts/. */
  domain: 'panther.ts.net',
} as const
