/** What the exit code of the command says; documented in `panther --help`. */
export const exitCodes = {
  /** All is well. */
  fine: 0,
  /** The fleet has errors. */
  fleet: 1,
  /** The command was used wrongly: an unknown option, no fleet here, no such host. */
  usage: 2,
  /** Something outside failed: a file that cannot be written, a tool that is missing. */
  outside: 3,
  /** panther itself is wrong. */
  panther: 4,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
