import { ArgumentScannerError, formatMessageForArgumentScannerError } from '@stricli/core'

const meant = (words: readonly string[]): string =>
  words.length === 0 ? '' : ` Did you mean ${words.join(' or ')}?`

/** What is wrong with the flags and arguments of a command, in a line. */
export function describeMisuse(error: unknown): string {
  if (!(error instanceof ArgumentScannerError)) return error instanceof Error ? error.message : String(error)
  return formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input, corrections }) =>
      `There is no flag --${input}.${meant(corrections.map((name) => `--${name}`))}`,
    AliasNotFoundError: ({ input }) => `There is no flag -${input}.`,
    UnsatisfiedFlagError: ({ externalFlagName }) => `--${externalFlagName} wants a value.`,
    UnexpectedFlagError: ({ externalFlagName }) => `--${externalFlagName} is given twice.`,
    UnexpectedPositionalError: ({ input }) => `There is an argument too many: ${input}.`,
    UnsatisfiedPositionalError: ({ placeholder }) => `${placeholder} is missing.`,
    InvalidNegatedFlagSyntaxError: ({ externalFlagName }) => `--${externalFlagName} takes no value.`,
  })
}
