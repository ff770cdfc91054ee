import { proposeCompletions } from '@stricli/core'
import { app } from '../app.ts'
import type { CliContext } from '../context.ts'

/**
 * Prints what the last of the words may become, each with a tab and a word on it: what the scripts of the shells
 * ask for. Nothing where something is wrong: a shell is no place for messages.
 */
export async function complete(words: readonly string[], context: CliContext): Promise<void> {
  const partial = words.at(-1) ?? ''
  const completing = { ...context, completing: words.slice(0, -1) }
  try {
    const proposals = await proposeCompletions(app, words.length === 0 ? [''] : words, completing as never)
    const lines = proposals
      .filter(
        ({ kind, completion }) =>
          completion.startsWith(partial) && (kind !== 'argument:flag' || isFlag(partial, completion)),
      )
      .map(({ kind, completion, brief }) =>
        kind === 'argument:value' ? completion : `${completion}\t${brief}`,
      )
    if (lines.length > 0) context.terminal.stdout.write(`${lines.join('\n')}\n`)
  } catch {
    // No proposals.
  }
}

/** Flags are proposed to who begins one; the mark for the end of flags never. */
function isFlag(partial: string, completion: string): boolean {
  return partial.startsWith('-') && completion !== '--'
}
