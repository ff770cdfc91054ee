/** What `panther nix` says of its words. What it says of Nix are Nix's own words. */
export const text = {
  version: (nix: string): string => `panther nix (Nix) ${nix}`,
  unknownFlag: (flag: string, meant: readonly string[]): string =>
    `There is no flag ${flag}.${meant.length === 0 ? '' : ` Did you mean ${meant.join(' or ')}?`}`,
  wantsMore: (flag: string): string => `More words are to stand behind ${flag}.`,
  wrongValue: (flag: string, wanted: string): string => `${flag} does not do: the value is to be ${wanted}.`,
  seeHelp: 'panther nix --help lists all flags.',
} as const
