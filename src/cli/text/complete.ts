/** What `panther completion` says. */
export const text = {
  unknownShell: (name: string): string => `There is no completion for ${name}.`,
  shells: (meant: string | undefined): string =>
    meant === undefined ? 'There is one for bash, zsh and fish.' : `Did you mean ${meant}?`,
} as const
