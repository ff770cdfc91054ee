/** What `panther diff` says. */
export const text = {
  noFlake: (folder: string): string => `There is no flake of panther in ${folder} to compare with.`,
  noFlakeHint: 'panther synth writes one; --against FOLDER names another.',
  badModel: (folder: string): string => `${folder}/panther.json cannot be understood.`,
  badModelHint:
    'Another release of panther wrote it, or it was changed by hand: panther synth writes it anew.',
  cannotRead: (reason: string): string => `A file that the flake copies cannot be read: ${reason}`,
  nothing: (folder: string): string => `Nothing changes against ${folder}.`,
  hosts: (hosts: readonly string[]): string => hosts.join(', '),
  added: 'new host',
  removed: 'removed',
  default: '# the default',
  files: 'Other files of the flake',
} as const
