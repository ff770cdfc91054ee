/** What `panther options` and `panther option` say. */
export const text = {
  noWords: 'There are no words to search for.',
  noWordsHint: 'panther options nginx port finds options with both words in their names or types.',
  nothingFound: (words: readonly string[]): string => `No option fits ${words.join(' ')}.`,
  headings: ['OPTION', 'OF', 'SET ON', 'TYPE'],
  short: { nixos: 'NixOS', 'home-manager': 'Home Manager', module: 'fleet' },
  of: {
    nixos: 'an option of NixOS',
    'home-manager': 'an option of Home Manager',
    module: 'an option of the fleet',
  },
  groupOf: {
    nixos: 'options of NixOS',
    'home-manager': 'options of Home Manager',
    module: 'options of the fleet',
  },
  renamed: (to: string): string => `renamed to ${to}`,
  removed: 'removed',
  more: (count: number): string => `${count} more fit: add a word, or --all.`,
  meant: (paths: readonly string[], last: string): string =>
    paths.length > 0
      ? `Did you mean ${paths.join(' or ')}?`
      : `panther options ${last} searches in all names.`,
  facts: {
    description: 'about',
    type: 'type',
    default: 'default',
    declared: 'declared',
    aliasOf: 'renamed',
  },
  defaults: { computed: 'computed by the module that declares it', none: 'none' },
  declared: (file: string, source: string | undefined): string =>
    source === undefined ? `module ${file}` : `${file} (${source})`,
  marks: [
    ['readOnly', 'It is computed: it can be read and not set.'],
    ['internal', 'It is internal: NixOS’s own modules use it.'],
    ['removed', 'It was removed: setting it is an error.'],
    ['apply', 'Its module transforms what is set.'],
  ],
  below: (count: number): string => (count === 1 ? '1 name below it:' : `${count} names below it:`),
  setNowhere: 'No host of the fleet sets it.',
  setBy: 'Set by the fleet:',
  who: (hosts: readonly string[], user: string | undefined): string =>
    `${hosts.join(', ')}${user === undefined ? '' : `, user ${user}`}`,
} as const
