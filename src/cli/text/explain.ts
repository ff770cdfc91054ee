import type { DefaultFacts, ExplainedDefinition } from '../../fleet/explain.ts'

/** What `panther show` and `panther why` say. */
export const text = {
  badPath: (path: string): string => `${path === '' ? 'An empty text' : path} is no path of an option.`,
  badPathHint: `Names are joined by dots; one with dots is quoted: 'services.nginx.virtualHosts."example.org".root'.`,
  unknownUser: (host: string, user: string): string => `The host ${host} has no Home Manager for ${user}.`,
  users: (users: readonly string[]): string =>
    users.length === 0 ? 'It has none for anybody.' : `It has one for ${users.join(', ')}.`,
  unknownOption: (path: string): string => `No option ${path} is known.`,
  otherUser: (users: readonly (string | undefined)[]): string =>
    users[0] === undefined
      ? 'The host itself has it: leave --user out.'
      : `It is an option of a user: add --user ${users.join(' or --user ')}.`,
  didYouMean: (paths: readonly string[]): string => `Did you mean ${paths.join(' or ')}?`,
  listOptions: (host: string): string => `panther show ${host} lists what the fleet defines there.`,
  module: 'options of a module',
  unknown: 'known to NixOS alone',
  type: (type: string): string => `# ${type}`,
  notSaid: (path: string): string =>
    `# The fleet says nothing of ${path}: NixOS decides. panther option ${path} lists what is there.`,
  noDefault: (path: string): string =>
    `# The fleet says nothing of ${path}, and it has no default: NixOS decides.`,
  foreignDefault: ({ by, declared, literal }: DefaultFacts, path: string): string =>
    literal
      ? `# The fleet says nothing of ${path}. This is the default of ${by}, unless one of its modules says otherwise: ${declared}`
      : `# The fleet says nothing of ${path}. ${by} computes its default: ${declared}`,
  defaultCounts: (path: string): string => `# Nobody defines ${path}: its default counts.`,
  definitions: (count: number): string => (count === 1 ? '1 definition' : `${count} definitions`),
  states: {
    counts: 'counts',
    maybe: 'counts if its condition holds, which only NixOS knows',
    overridden: 'overridden by a better priority',
    'condition-false': 'its condition is false',
  } as Readonly<Record<ExplainedDefinition['state'], string>>,
  default: (own: DefaultFacts | undefined): string =>
    own?.declared === undefined ? 'the default of the option' : `the default of ${own.by}`,
  groupHolds: 'A group of options. panther why explains each that the fleet defines:',
  computedDefault: 'computed when the host is evaluated',
  priority: (priority: number): string =>
    `priority ${priority}${priorityNames.has(priority) ? ` (${priorityNames.get(priority)})` : ''}`,
  order: (order: number): string =>
    `order ${order}${orderNames.has(order) ? ` (${orderNames.get(order)})` : ''}`,
  overview: {
    modules: 'Modules',
    users: 'Home Manager for',
    sources: 'Made of, in order',
    options: 'Options it defines',
    on: 'on',
    off: 'off',
    see: (host: string): string =>
      `panther show ${host} OPTION shows what one comes to, panther why ${host} OPTION who says so.`,
  },
} as const

const priorityNames: ReadonlyMap<number, string> = new Map([
  [10, 'mkVMOverride'],
  [50, 'mkForce'],
  [60, 'mkImageMediaOverride'],
  [100, 'plain'],
  [1000, 'mkDefault'],
  [1500, 'mkOptionDefault'],
])

const orderNames: ReadonlyMap<number, string> = new Map([
  [500, 'mkBefore'],
  [1500, 'mkAfter'],
])
