import { type Answer, misuse } from '../answer.ts'
import { type Shell, scripts, shells } from '../completion/scripts.ts'
import type { CliContext } from '../context.ts'
import { type CommandFunction, command } from '../present.ts'
import { text } from '../text/complete.ts'
import { nearest } from '../text/nearest.ts'

interface Script {
  readonly shell: Shell
  readonly script: string
}

interface CompletionFlags {
  readonly json?: boolean | undefined
}

function compute(_context: CliContext, _flags: CompletionFlags, name: string): Answer<Script> {
  const shell = shells.find((known) => known === name)
  if (shell === undefined)
    throw misuse('unknown-shell', text.unknownShell(name), text.shells(nearest(name, shells)[0]))
  return { data: { shell, script: scripts[shell] }, diagnostics: [] }
}

const completion: CommandFunction<CompletionFlags, [string]> = command({
  compute,
  render: ({ script }: Script) => script,
})

export default completion
