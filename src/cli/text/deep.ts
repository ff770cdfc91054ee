/** What is said when the real modules are asked. */
export const text = {
  readingInputs: 'Reading the inputs of the flake…',
  evaluating: (host: string, n: number, of: number): string => `Evaluating ${host} (${n} of ${of})…`,
  evaluatingOption: (host: string, path: string): string => `Evaluating ${path} of ${host}…`,
  interrupted: 'Interrupted: not every host was evaluated.',
  noNix: (message: string): string => `The flake cannot be evaluated: ${message}`,
  noNixHint: 'PANTHER_ENGINE=nix lets the Nix on the PATH evaluate; without it, panther does.',
  badFlake: (folder: string, message: string): string => `The flake in ${folder} cannot be read: ${message}`,
  inputsHint: 'Look at flake/flake.lock, or give the folder of an input: --override-input NAME FOLDER.',
  noFolder: (folder: string): string => `There is no folder ${folder}.`,
  badOverride: (word: string): string => `${word} names no folder for an input.`,
  overrideHint: 'Write --override-input NAME FOLDER, as in --override-input nixpkgs ../nixpkgs.',
  environmentHint: 'PANTHER_FLAKES holds folders by the name of the input: {"nixpkgs": "/folder"}.',
  place: (file: string, line: number): string => `It happened in ${file}, line ${line}.`,
} as const
