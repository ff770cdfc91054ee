/** What `panther init` says. */
export const text = {
  badName: (name: string): string => `${JSON.stringify(name)} cannot be the name of a fleet.`,
  badNameHint: 'Letters, digits, dots, underscores and dashes, beginning with a letter or a digit.',
  isFile: (path: string): string => `${path} is a file.`,
  notEmpty: (folder: string): string => `The folder ${folder} is not empty.`,
  notEmptyHint: '--force writes into it all the same; files that are there stay as they are.',
  cannotWrite: (folder: string, reason: string): string =>
    `The fleet cannot be written to ${folder}: ${reason}`,
  made: (folder: string): string => `Made ${folder}:`,
  kept: 'Kept as they were:',
  next: 'Next:',
  steps: (folder: string): readonly string[] => [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    'npm install',
    'npx tsc              checks types',
    'npx panther check    finds what types do not',
    'npx panther synth    writes flake/',
  ],
} as const
