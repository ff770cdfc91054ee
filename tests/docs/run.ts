// Runs the samples, all in one process: `node run.ts FILE…`. Prints what each gives as JSON, a line each.
import { Stop } from '../../src/cli/answer.ts'
import type { CliContext } from '../../src/cli/context.ts'
import { nodeFiles } from '../../src/cli/files.ts'
import { plainStyle } from '../../src/cli/render/style.ts'
import { resolveChecked } from '../../src/cli/resolve.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'

/** What a sample gives. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  readonly files: Readonly<Record<string, string>>
}

const context: CliContext = {
  process: process,
  terminal: { ...process, stdout: process.stdout, stderr: process.stderr, env: {}, cwd: () => '/' },
  files: nodeFiles,
  input: async () => new Uint8Array(),
  clock: () => 0,
  directory: '/',
  style: { stdout: plainStyle, stderr: plainStyle },
  width: 100,
  exit: () => {},
}

async function run(file: string): Promise<Outcome> {
  try {
    const { diagnostics, flake } = await resolveChecked(context, file)
    const folder = file.slice(0, file.lastIndexOf('/'))
    const own = diagnostics.filter(
      ({ code, at }) => code !== 'ref-unplaced' || at[0]?.file.startsWith(folder),
    )
    const texts = [...flake.files].flatMap(([path, each]) => ('text' in each ? [[path, each.text]] : []))
    return { diagnostics: own, files: Object.fromEntries(texts) }
  } catch (error) {
    if (error instanceof Stop) return { diagnostics: error.diagnostics, files: {} }
    throw error
  }
}

for (const file of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await run(file))}\n`)
