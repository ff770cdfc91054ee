/** What `panther diff` says. */
export const text = {
  noFlake: (folder: string): string => `There is no flake of panther in ${folder} to compare with.`,
  noFlakeHint: 'panther synth writes one; --against FOLDER names another.',
  badModel: (folder: string): string => `${folder}/panther.json cannot be understood.`,
  badModelHint:
    'Another release of panther wrote it, or it was changed by hand: panther synth writes it anew.',
  nothing: (folder: string): string => `Nothing changes against ${folder}.`,
  hosts: (hosts: readonly string[]): string => hosts.join(', '),
  added: 'new host',
  removed: 'removed',
  files: 'Other files of the flake',
  mixed: (count: number): string => `${count} definitions`,
} as const
