import { type Answer, misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { MisusedNix, parseNixArguments } from '../nix/arguments.ts'
import { runInThread } from '../nix/start.ts'
import { type CommandFunction, command } from '../present.ts'
import { text as help } from '../text/help.ts'
import { nearest } from '../text/nearest.ts'
import { text } from '../text/nix.ts'

async function compute(context: CliContext, _: object, ...words: string[]): Promise<Answer<string>> {
  if (words.includes('--version')) {
    const { nixVersion } = await import('../../nix/eval/make-machine.ts')
    return { data: text.version(nixVersion), diagnostics: [] }
  }
  try {
    parseNixArguments(words, undefined)
  } catch (error) {
    throw error instanceof MisusedNix ? describeMisuse(error) : error
  }
  return { exit: await runInThread(words, context), diagnostics: [] }
}

function describeMisuse({ flag, why, wanted }: MisusedNix): Error {
  const messages = {
    unknown: () => text.unknownFlag(flag, nearest(flag, flags)),
    'wants more': () => text.wantsMore(flag),
    'wrong value': () => text.wrongValue(flag, wanted),
  } as const
  return misuse('usage', messages[why](), text.seeHelp)
}

const flags = Object.keys({ ...help.nix.switches, ...help.nix.words }).map(
  (name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
)

/** The engine alone. All words are arguments to this command: they are those of Nix, which go by other rules. */
const nix: CommandFunction<object, string[]> = command({ compute, render: (said) => `${said}\n` })

export default nix
