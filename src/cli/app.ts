import { type Application, buildApplication, help, text_en, version as versionFlag } from '@stricli/core'
import type { CliContext } from './context.ts'
import { routes } from './routes.ts'
import { text } from './text/help.ts'
import { describeMisuse } from './text/usage.ts'
import { version } from './version.ts'

/** Mistakes of panther are shown by its own code, which shows no stack. */
function passOn(error: unknown): never {
  throw error
}

/** The command line as data. */
export const app: Application<CliContext> = buildApplication<CliContext>(
  routes,
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
        exceptionWhileLoadingCommandFunction: passOn,
        exceptionWhileRunningCommand: passOn,
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
