// Checks fleets, all in one process: `node run.ts FILE…`. Prints what is found in each as JSON, a line each.
import { Stop } from '../../src/cli/answer.ts'
import type { CliContext } from '../../src/cli/context.ts'
import { nodeFiles } from '../../src/cli/files.ts'
import { locateAll } from '../../src/cli/render/locate.ts'
import { plainStyle } from '../../src/cli/render/style.ts'
import { resolveChecked } from '../../src/cli/resolve.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'

const context: CliContext = {
  process: process,
  terminal: { ...process, stdout: process.stdout, stderr: process.stderr, env: {}, cwd: () => '/' },
  files: nodeFiles,
  clock: () => 0,
  input: async () => new Uint8Array(),
  directory: '/',
  style: { stdout: plainStyle, stderr: plainStyle },
  width: 100,
  exit: () => {},
}

async function run(file: string): Promise<readonly Diagnostic[]> {
  try {
    const { diagnostics } = await resolveChecked(context, file)
    return await locateAll(diagnostics, nodeFiles)
  } catch (error) {
    if (error instanceof Stop) return await locateAll(error.diagnostics, nodeFiles)
    throw error
  }
}

for (const file of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await run(file))}\n`)
