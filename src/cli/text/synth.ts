import { count } from './output.ts'

/** What `panther synth` says. */
export const text = {
  written: (folder: string, hosts: number): string => `Wrote ${folder} for ${count(hosts, 'host')}:`,
  unchanged: (folder: string, hosts: number): string =>
    `${folder} is up to date, for ${count(hosts, 'host')}.`,
  recovered: 'An earlier run was interrupted; what it had begun was completed first.',
  cannotWrite: (folder: string, reason: string): string =>
    `The flake cannot be written to ${folder}: ${reason}`,
  refused: 'Nothing was written, since files of the flake are not as panther left them:',
  reasons: {
    edited: 'changed by hand',
    foreign: 'not made by panther',
    blocked: 'something else than a file stands there or above',
  },
  force: 'Say it in the fleet instead, or move the file away. --force replaces it.',
  moveAway: 'Move it away.',
  untracked: (files: number): string =>
    `git does not track ${count(files, 'file')} of the flake, so Nix does not see ${files === 1 ? 'it' : 'them'}.`,
  add: (folder: string): string => `git add ${folder}`,
} as const
