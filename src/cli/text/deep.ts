/** What is said when the real modules are asked. */
export const text = {
  readingInputs: 'Reading the inputs of the flake…',
  evaluating: (host: string, n: number, of: number): string => `Evaluating ${host} (${n} of ${of})…`,
  evaluatingOption: (host: string, path: string): string => `Evaluating ${path} of ${host}…`,
  notAsked: 'The real modules were not asked: --deep goes on where the fleet has no errors.',
  interrupted: 'Interrupted before all was evaluated. Nothing was written.',
  outOfMemory: (megabytes: number): string => `The evaluation needs more than ${megabytes} MB.`,
  noNix: (message: string): string => `The flake cannot be evaluated: ${message}`,
  noNixHint: 'PANTHER_ENGINE=nix lets the Nix on the PATH evaluate; without it, panther does.',
  noTemporary: (folder: string, reason: string): string =>
    `The flake cannot be put into ${folder} to be evaluated: ${reason}.`,
  noTemporaryHint: 'TMPDIR names another folder for what is only needed for a while.',
  badFlake: (folder: string, message: string, place: string): string =>
    `The flake in ${folder} cannot be read: ${message}${place}`,
  inputsHint: 'Look at flake/flake.lock, or give the folder of an input: --override-input NAME FOLDER.',
  noFolder: (folder: string): string => `There is no folder ${folder}.`,
  badOverride: (word: string): string => `${word} names no folder for an input.`,
  overrideHint: 'Write --override-input NAME FOLDER, as in --override-input nixpkgs ../nixpkgs.',
  environmentHint: 'PANTHER_FLAKES holds folders by the name of the input: {"nixpkgs": "/folder"}.',
  giveFolder: (name: string, folder: string): string =>
    `No Nix is needed for it: --override-input ${name} ${folder}.`,
  clone: (command: string, name: string, folder: string): string =>
    `With no Nix: ${command}\nand then --override-input ${name} ${folder}.`,
  place: (file: string, line: number): string => `It happened in ${file}, line ${line}.`,
} as const
