import type { CliContext } from './context.ts'
import { text } from './text/help.ts'

/** A flag with a word behind it, as stricli wants it. */
interface WordFlag {
  readonly kind: 'parsed'
  readonly parse: (input: string) => string
  readonly brief: string
  readonly placeholder: string
  readonly optional: true
}

/** A flag that is there or not. */
interface SwitchFlag {
  readonly kind: 'boolean'
  readonly brief: string
  readonly optional: true
  readonly withNegated: false
}

/** A flag that may come several times, with a word behind it each time. */
interface WordsFlag extends WordFlag {
  readonly variadic: true
}

/** A word of its own. */
interface Argument {
  readonly parse: (input: string) => string
  readonly brief: string
  readonly placeholder: string
  readonly proposeCompletions?: (this: CliContext, partial: string) => Promise<readonly string[]>
}

const same = (input: string): string => input

function wordFlag(brief: string, placeholder: string): WordFlag {
  return { kind: 'parsed', parse: same, brief, placeholder, optional: true }
}

function wordsFlag(brief: string, placeholder: string): WordsFlag {
  return { ...wordFlag(brief, placeholder), variadic: true }
}

function switchFlag(brief: string): SwitchFlag {
  return { kind: 'boolean', brief, optional: true, withNegated: false }
}

const proposeHosts: Argument['proposeCompletions'] = async function () {
  return (await import('./completion/propose.ts')).proposeHosts(this)
}

const proposeOptions: Argument['proposeCompletions'] = async function () {
  return (await import('./completion/propose.ts')).proposeOptions(this)
}

const proposeDeclared: Argument['proposeCompletions'] = async (partial) =>
  (await import('./completion/propose.ts')).proposeDeclared(partial)

const { flags: briefs, args, placeholders } = text

/** The flags of all commands. */
export const flags: {
  readonly [flag in
    | 'json'
    | 'fix'
    | 'forceInit'
    | 'forceSynth'
    | 'all'
    | 'checkOnly'
    | 'deep'
    | 'home']: SwitchFlag
} & { readonly overrideInput: WordsFlag } & {
  readonly [flag in 'fleet' | 'on' | 'user' | 'out' | 'against' | 'from']: WordFlag
} = {
  json: switchFlag(briefs.json),
  fix: switchFlag(briefs.fix),
  fleet: wordFlag(briefs.fleet, placeholders.path),
  on: wordFlag(briefs.on, placeholders.expression),
  user: wordFlag(briefs.user, placeholders.user),
  out: wordFlag(briefs.out, placeholders.folder),
  against: wordFlag(briefs.against, placeholders.folder),
  forceInit: switchFlag(briefs.forceInit),
  forceSynth: switchFlag(briefs.forceSynth),
  all: switchFlag(briefs.all),
  checkOnly: switchFlag(briefs.checkOnly),
  deep: switchFlag(briefs.deep),
  overrideInput: wordsFlag(briefs.overrideInput, placeholders.input),
  from: wordFlag(briefs.from, placeholders.source),
  home: switchFlag(briefs.home),
}

/** The words that `panther nix` knows, for its help and for completion: it reads them itself. */
export const nixFlags: {
  readonly switches: { readonly [flag in keyof typeof text.nix.switches]: SwitchFlag }
  readonly words: { readonly [flag in keyof typeof text.nix.words]: WordsFlag }
} = {
  switches: mapBriefs(text.nix.switches, switchFlag),
  words: mapBriefs(text.nix.words, (brief) => wordsFlag(brief, placeholders.word)),
}

function mapBriefs<Name extends string, Flag>(
  named: { readonly [name in Name]: string },
  make: (brief: string) => Flag,
): { readonly [name in Name]: Flag } {
  const entries = Object.entries<string>(named).map(([name, brief]) => [name, make(brief)])
  return Object.fromEntries(entries) as { readonly [name in Name]: Flag }
}

/** The arguments of all commands. */
export const positional: {
  readonly [argument in
    | 'hosts'
    | 'host'
    | 'option'
    | 'anyOption'
    | 'words'
    | 'name'
    | 'input'
    | 'shell'
    | 'nixFiles'
    | 'nixPaths']: Argument
} = {
  hosts: {
    parse: same,
    brief: args.hosts,
    placeholder: placeholders.host,
    proposeCompletions: proposeHosts,
  },
  host: { parse: same, brief: args.host, placeholder: placeholders.host, proposeCompletions: proposeHosts },
  option: {
    parse: same,
    brief: args.option,
    placeholder: placeholders.option,
    proposeCompletions: proposeOptions,
  },
  anyOption: {
    parse: same,
    brief: args.option,
    placeholder: placeholders.option,
    proposeCompletions: proposeDeclared,
  },
  words: { parse: same, brief: args.words, placeholder: placeholders.word },
  name: { parse: same, brief: args.name, placeholder: placeholders.name },
  nixFiles: { parse: same, brief: args.nixFiles, placeholder: placeholders.nixFile },
  nixPaths: { parse: same, brief: args.nixPaths, placeholder: placeholders.path },
  input: { parse: same, brief: args.input, placeholder: placeholders.inputName },
  shell: {
    parse: same,
    brief: args.shell,
    placeholder: placeholders.shell,
    proposeCompletions: async () => ['bash', 'zsh', 'fish'],
  },
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
