import { run, ExitCode as StricliCode, type StricliProcess } from '@stricli/core'
import type { Diagnostic } from '../fleet/problem.ts'
import { app } from './app.ts'
import type { CliContext, Output } from './context.ts'
import { describeCrash } from './crash.ts'
import { type ExitCode, exitCodes } from './exit.ts'
import { colourStyle } from './render/style.ts'
import { text } from './text/help.ts'

/**
 * Parses the words and calls the command. What stricli itself says of wrong words is collected, so that it too can
 * be given as JSON.
 */
export async function runApp(words: readonly string[], context: CliContext): Promise<void> {
  if (words[0] === '__complete') {
    const { complete } = await import('./completion/complete.ts')
    return complete(words.slice(1), context)
  }
  let said = ''
  const own = {
    env: context.terminal.env as Readonly<Partial<Record<string, string>>>,
    stdout: coloured(context.terminal.stdout, context.style.stdout === colourStyle),
    stderr: {
      write: (text: string) => {
        said += text
      },
    },
  } as StricliProcess
  // Of `panther nix`, --json is about the value.
  const json = words[0] !== 'nix' && words.includes('--json')
  try {
    await run(app, forStricli(words), { process: own, forCommand: () => ({ ...context, process: own }) })
  } catch (error) {
    return present(exitCodes.panther, describeCrash(error, context.terminal), json, context)
  }
  if (said === '') return
  const hint = own.exitCode === StricliCode.UnknownCommand ? {} : { hint: text.seeHelp }
  await present(
    exitCodes.usage,
    { code: 'usage', severity: 'error', message: said.trim(), at: [], ...hint },
    json,
    context,
  )
}

/** The words of `panther nix` go by Nix's rules: to stricli, all of them are arguments. */
function forStricli(words: readonly string[]): readonly string[] {
  if (words[0] !== 'nix') return joinOverrides(words)
  const wantsHelp = words[1] === '-h' || words.includes('--help')
  return wantsHelp ? ['nix', '--help'] : ['nix', '--', ...words.slice(1)]
}

/** `--override-input NAME FOLDER`, as Nix has it: the two words are one for stricli, which knows no such flags. */
function joinOverrides(words: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const [name, folder] = [words[at + 1], words[at + 2]]
    joined.push(word)
    if (word !== '--override-input' || name === undefined || folder === undefined || name.includes('='))
      continue
    joined.push(`${name}=${folder}`)
    at += 2
  }
  return joined
}

/** stricli ends its help without a line feed. */
function coloured(
  output: Output,
  colour: boolean,
): { write: (text: string) => void; getColorDepth: () => number } {
  const write = (text: string): void => void output.write(text.endsWith('\n') ? text : `${text}\n`)
  return { write, getColorDepth: () => (colour ? 4 : 1) }
}

async function present(
  exit: ExitCode,
  diagnostic: Diagnostic,
  json: boolean,
  context: CliContext,
): Promise<void> {
  context.exit(exit)
  if (json) {
    const { jsonText } = await import('./present.ts')
    context.terminal.stdout.write(jsonText(exit, [diagnostic], {}))
    return
  }
  const { renderDiagnostics } = await import('./render/diagnostic.ts')
  context.terminal.stderr.write(renderDiagnostics([diagnostic], { ...context, style: context.style.stderr }))
}
