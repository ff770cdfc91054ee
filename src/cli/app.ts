import {
  type Application,
  buildApplication,
  buildCommand,
  buildRouteMap,
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
  hostsArgument,
  type SelectFlags,
  switchFlag,
} from './flags.ts'
import { text } from './text/help.ts'
import { version } from './version.ts'

const host = argument(text.args.host, text.placeholders.host)
const option = argument(text.args.option, text.placeholders.option)
const select = { json: flags.json, fleet: flags.fleet, on: flags.on } as const
const docs = (of: { readonly brief: string; readonly full?: string }) => ({
  brief: of.brief,
  ...(of.full === undefined ? {} : { fullDescription: of.full }),
})

/** Every command with its flags; what it does is loaded when it is called. */
const routes = {
  init: buildCommand<{ readonly json: boolean; readonly force: boolean }, [string], CliContext>({
    docs: docs(text.init),
    loader: () => import('./commands/init.ts'),
    parameters: {
      flags: { json: flags.json, force: switchFlag(text.flags.forceInit) },
      positional: { kind: 'tuple', parameters: [argument(text.args.name, text.placeholders.name)] },
    },
  }),
  check: buildCommand<SelectFlags & { readonly json: boolean }, string[], CliContext>({
    docs: docs(text.check),
    loader: () => import('./commands/check.ts'),
    parameters: { flags: select, positional: hostsArgument },
  }),
  synth: buildCommand<
    FleetFlags & { readonly json: boolean; readonly out?: string; readonly force: boolean },
    [],
    CliContext
  >({
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
  diff: buildCommand<
    SelectFlags & { readonly json: boolean; readonly against?: string },
    string[],
    CliContext
  >({
    docs: docs(text.diff),
    loader: () => import('./commands/diff.ts'),
    parameters: { flags: { ...select, against: folderFlag(text.flags.against) }, positional: hostsArgument },
  }),
  hosts: buildCommand<SelectFlags & { readonly json: boolean }, string[], CliContext>({
    docs: docs(text.hosts),
    loader: () => import('./commands/hosts.ts'),
    parameters: { flags: select, positional: hostsArgument },
  }),
  show: buildCommand<
    FleetFlags & { readonly json: boolean; readonly user?: string },
    [string, string | undefined],
    CliContext
  >({
    docs: docs(text.show),
    loader: () => import('./commands/show.ts'),
    parameters: {
      flags: { json: flags.json, fleet: flags.fleet, user: flags.user },
      positional: { kind: 'tuple', parameters: [host, { ...option, optional: true }] },
    },
  }),
  why: buildCommand<
    FleetFlags & { readonly json: boolean; readonly user?: string },
    [string, string],
    CliContext
  >({
    docs: docs(text.why),
    loader: () => import('./commands/why.ts'),
    parameters: {
      flags: { json: flags.json, fleet: flags.fleet, user: flags.user },
      positional: { kind: 'tuple', parameters: [host, option] },
    },
  }),
  completion: buildCommand<Record<never, never>, [string], CliContext>({
    docs: docs(text.completion),
    loader: () => import('./commands/completion.ts'),
    parameters: {
      positional: { kind: 'tuple', parameters: [argument(text.args.shell, text.placeholders.shell)] },
    },
  }),
  __complete: buildCommand<Record<never, never>, string[], CliContext>({
    docs: docs(text.complete),
    loader: () => import('./commands/complete.ts'),
    parameters: {
      positional: { kind: 'array', parameter: { parse: String, brief: '', placeholder: 'word' } },
    },
  }),
}

/** The command line as data. */
export const app: Application<CliContext> = buildApplication<CliContext>(
  buildRouteMap({
    routes,
    docs: { brief: text.app.brief, fullDescription: text.app.full, hideRoute: { __complete: true } },
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
