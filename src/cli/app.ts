import {
  type Application,
  buildApplication,
  buildCommand,
  buildRouteMap,
  type Command,
  help,
  text_en,
  version as versionFlag,
} from '@stricli/core'
import type { CliContext } from './context.ts'
import {
  argument,
  type FleetFlags,
  flags,
  folderFlag,
  hostArgument,
  hostsArgument,
  optionArgument,
  type SelectFlags,
  shellArgument,
  switchFlag,
} from './flags.ts'
import { text } from './text/help.ts'
import { describeMisuse } from './text/usage.ts'
import { version } from './version.ts'

const select = { json: flags.json, fleet: flags.fleet, on: flags.on } as const

interface CommandText {
  readonly brief: string
  readonly full?: string
  readonly usage: string
}

function docs({ brief, full, usage }: CommandText) {
  return { brief, customUsage: [usage], ...(full === undefined ? {} : { fullDescription: full }) }
}

/** Its usage is written by hand: stricli's own cannot say that no host means all. */
function withUsage<C extends Command<CliContext>>(made: C, { usage }: CommandText): C {
  return { ...made, formatUsageLine: ({ prefix }) => [...prefix, usage].join(' ') }
}

/** Every command with its flags; what it does is loaded when it is called. */
const routes = {
  init: withUsage(
    buildCommand<{ readonly json?: boolean; readonly force?: boolean }, [string], CliContext>({
      docs: docs(text.init),
      loader: () => import('./commands/init.ts'),
      parameters: {
        flags: { json: flags.json, force: switchFlag(text.flags.forceInit) },
        positional: { kind: 'tuple', parameters: [argument(text.args.name, text.placeholders.name)] },
      },
    }),
    text.init,
  ),
  check: withUsage(
    buildCommand<SelectFlags, string[], CliContext>({
      docs: docs(text.check),
      loader: () => import('./commands/check.ts'),
      parameters: { flags: select, positional: hostsArgument },
    }),
    text.check,
  ),
  synth: withUsage(
    buildCommand<FleetFlags & { readonly out?: string; readonly force?: boolean }, [], CliContext>({
      docs: docs(text.synth),
      loader: () => import('./commands/synth.ts'),
      parameters: {
        flags: {
          json: flags.json,
          fleet: flags.fleet,
          out: folderFlag(text.flags.out),
          force: switchFlag(text.flags.forceSynth),
        },
      },
    }),
    text.synth,
  ),
  diff: withUsage(
    buildCommand<SelectFlags & { readonly against?: string }, string[], CliContext>({
      docs: docs(text.diff),
      loader: () => import('./commands/diff.ts'),
      parameters: {
        flags: { ...select, against: folderFlag(text.flags.against) },
        positional: hostsArgument,
      },
    }),
    text.diff,
  ),
  hosts: withUsage(
    buildCommand<SelectFlags, string[], CliContext>({
      docs: docs(text.hosts),
      loader: () => import('./commands/hosts.ts'),
      parameters: { flags: select, positional: hostsArgument },
    }),
    text.hosts,
  ),
  show: withUsage(
    buildCommand<FleetFlags & { readonly user?: string }, [string, string | undefined], CliContext>({
      docs: docs(text.show),
      loader: () => import('./commands/show.ts'),
      parameters: {
        flags: { json: flags.json, fleet: flags.fleet, user: flags.user },
        positional: { kind: 'tuple', parameters: [hostArgument, { ...optionArgument, optional: true }] },
      },
    }),
    text.show,
  ),
  why: withUsage(
    buildCommand<FleetFlags & { readonly user?: string }, [string, string], CliContext>({
      docs: docs(text.why),
      loader: () => import('./commands/why.ts'),
      parameters: {
        flags: { json: flags.json, fleet: flags.fleet, user: flags.user },
        positional: { kind: 'tuple', parameters: [hostArgument, optionArgument] },
      },
    }),
    text.why,
  ),
  completion: withUsage(
    buildCommand<{ readonly json?: boolean }, [string], CliContext>({
      docs: docs(text.completion),
      loader: () => import('./commands/completion.ts'),
      parameters: {
        flags: { json: flags.json },
        positional: { kind: 'tuple', parameters: [shellArgument] },
      },
    }),
    text.completion,
  ),
}

/** The command line as data. */
export const app: Application<CliContext> = buildApplication<CliContext>(
  buildRouteMap({
    routes,
    docs: { brief: text.app.brief, fullDescription: text.app.full },
  }),
  {
    name: 'panther',
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    localization: {
      text: {
        ...text_en,
        headers: text.headings,
        keywords: text.keywords,
        briefs: text.briefs,
        exceptionWhileParsingArguments: describeMisuse,
        noCommandRegisteredForInput: ({ input, corrections }) => text.unknownCommand(input, corrections),
      },
    },
  },
  {
    help: help({
      brief: text.briefs.help,
      defaultForRouteMap: true,
      formatting: {
        useAliasInUsageLine: false,
        onlyRequiredInUsageLine: true,
        caseStyle: 'convert-camel-to-kebab',
      },
    }),
    version: versionFlag({ brief: text.briefs.version, info: { currentVersion: version() } }),
  },
)
