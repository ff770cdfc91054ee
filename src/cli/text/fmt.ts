import { count } from './output.ts'

/** What `panther fmt` says. */
export const text = {
  formatted: (changed: number, all: number): string => `Formatted ${ofAll(changed, all)}:`,
  notFormatted: (changed: number, all: number): string =>
    `${ofAll(changed, all)} ${changed === 1 ? 'is' : 'are'} not formatted:`,
  fine: (all: number): string =>
    all === 0
      ? 'There are no Nix files here.'
      : `${count(all, 'file')} ${all === 1 ? 'is' : 'are'} formatted.`,
  inputNotFormatted: 'The standard input is not formatted.',
  untouched: 'Nothing was changed. Correct it at the mark, or just before.',
  atInput: (line: number, column: number): string => `in the standard input, line ${line}, column ${column}`,
  notText: (file: string | undefined): string => `${file ?? 'The standard input'} is not text in UTF-8.`,
  notThere: (file: string): string => `There is no file or folder ${file}.`,
  cannotRead: (file: string, reason: string): string => `${file} cannot be read: ${reason}`,
  cannotWrite: (file: string, reason: string): string => `${file} cannot be written: ${reason}`,
  inputAlone: '- stands for the standard input, and cannot stand with files.',
  inputAloneHint: 'Format it with a command of its own: panther fmt - < file.nix',
} as const

function ofAll(some: number, all: number): string {
  return all === 1 ? '1 file' : `${some} of ${all} files`
}
