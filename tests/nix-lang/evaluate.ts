import { parseNixArguments } from '../../src/cli/nix/arguments.ts'
import { runNix } from '../../src/cli/nix/instantiate.ts'
import { fromBytes, toBytes } from '../../src/nix/bytes.ts'
import { machine } from '../../src/nix/inputs/index.ts'

export interface NixAnswer {
  readonly code: number
  readonly out: string
  readonly said: string
}

export interface NixQuestion {
  readonly words: readonly string[]
  readonly directory?: string
  readonly env?: Readonly<Record<string, string>>
  readonly standardInput?: Uint8Array
}

/** Asks the engine what `panther nix` is asked, in this thread. */
export function askEngine({ words, directory = '/', env = {}, standardInput }: NixQuestion): NixAnswer {
  let out = ''
  let said = ''
  const code = runNix(parseNixArguments(words, env['NIX_PATH']), {
    inputs: {
      ...machine,
      env: (name) => (env[name] === undefined ? undefined : toBytes(env[name])),
    },
    directory: toBytes(directory),
    system: 'x86_64-linux',
    out: (text) => {
      out += text
    },
    say: (text) => {
      said += text
    },
    standardInput: () => standardInput ?? new Uint8Array(),
  })
  return { code, out: fromBytes(out), said: fromBytes(said) }
}

/** What the strict value of an expression is printed as, or the last line of what is wrong with it. */
export function printedStrictly(expression: string): string {
  const { code, out, said } = askEngine({ words: ['--eval', '--strict', '-E', expression] })
  const lines = said.split('\n').map((line) => line.trim())
  return code === 0 ? out.trimEnd() : lines.findLast((line) => line.startsWith('error: '))!
}
