import type { CliContext } from './context.ts'
import { text } from './text/help.ts'

const same = (input: string): string => input

/** The flags that commands share, as stricli wants them. */
export const flags = {
  json: { kind: 'boolean', brief: text.flags.json, optional: true, withNegated: false },
  fleet: {
    kind: 'parsed',
    parse: same,
    brief: text.flags.fleet,
    placeholder: text.placeholders.path,
    optional: true,
  },
  on: {
    kind: 'parsed',
    parse: same,
    brief: text.flags.on,
    placeholder: text.placeholders.expression,
    optional: true,
  },
  user: {
    kind: 'parsed',
    parse: same,
    brief: text.flags.user,
    placeholder: text.placeholders.user,
    optional: true,
  },
} as const

/** A flag that takes a folder. */
export function folderFlag(brief: string) {
  return {
    kind: 'parsed',
    parse: same,
    brief,
    placeholder: text.placeholders.folder,
    optional: true,
  } as const
}

/** A flag that is there or not. */
export function switchFlag(brief: string) {
  return { kind: 'boolean', brief, optional: true, withNegated: false } as const
}

async function proposeHosts(this: CliContext): Promise<readonly string[]> {
  return (await import('./completion/propose.ts')).proposeHosts(this)
}

async function proposeOptions(this: CliContext): Promise<readonly string[]> {
  return (await import('./completion/propose.ts')).proposeOptions(this)
}

/** Any number of hosts. */
export const hostsArgument = {
  kind: 'array',
  parameter: { ...argument(text.args.hosts, text.placeholders.host), proposeCompletions: proposeHosts },
} as const

export const hostArgument = {
  ...argument(text.args.host, text.placeholders.host),
  proposeCompletions: proposeHosts,
} as const

export const optionArgument = {
  ...argument(text.args.option, text.placeholders.option),
  proposeCompletions: proposeOptions,
} as const

export const shellArgument = {
  ...argument(text.args.shell, text.placeholders.shell),
  proposeCompletions: (): readonly string[] => ['bash', 'zsh', 'fish'],
} as const

/** One word. */
export function argument(brief: string, placeholder: string) {
  return { parse: same, brief, placeholder } as const
}

/** Which fleet is meant, and how the answer is given. */
export interface FleetFlags {
  readonly json?: boolean | undefined
  readonly fleet?: string | undefined
}

/** Which hosts are meant, besides those named. */
export interface SelectFlags extends FleetFlags {
  readonly on?: string | undefined
}
