/** What `panther catalog` says, and what is said of a project's own catalogs. */
export const text = {
  badCatalog: (file: string): string => `${file} is damaged, or was made by another version of panther.`,
  badShippedHint: 'The file came with panther: install pantheros again.',
  badCatalogHint: (input: string): string => `panther catalog update ${input} makes it anew.`,
  noInput: (name: string, inputs: readonly string[]): string =>
    `The fleet has no input ${name}; it has ${inputs.join(', ')}.`,
  noInputHint: 'Name one of them.',
  badInputName: (name: string): string => `The input ${JSON.stringify(name)} cannot be the name of a file.`,
  cannotRead: (from: string, reason: string): string => `${from} cannot be read: ${reason}.`,
  cannotFetch: (from: string, reason: string): string => `${from} cannot be fetched: ${reason}.`,
  cannotFetchHint: 'Fetch it yourself and name the file: --from options.json.',
  badSource:
    'A file is to be what nixosOptionsDoc writes to share/doc/nixos/options.json; compressed it may be, too.',
  noFolderHint: 'Name the folder of the source, or an options.json: --from FOLDER.',
  reading: (input: string): string => `Reading the options of ${input}…`,
  evaluationFailed: (reason: string, place: string): string =>
    `The options cannot be read: ${reason}${place}`,
  evaluationFailedHint: (input: string): string =>
    `A clone of the source will do: panther catalog update ${input} --from FOLDER.`,
  modulesFailedHint: (input: string): string =>
    `Clones of the sources will do: panther catalog update ${input} --from FOLDER --override-input nixpkgs FOLDER.`,
  cannotWrite: (folder: string, reason: string): string => `${folder} cannot be written: ${reason}.`,
  updated: (input: string, options: number, source: string): string =>
    `${input}: ${options} options of ${source}.`,
  otherRelease: (input: string, release: string, source: string): string =>
    `The input ${input} is of ${release}, for which there is no catalog: its options are judged by those of ${source}. panther catalog update ${input} gets its own.`,
} as const
