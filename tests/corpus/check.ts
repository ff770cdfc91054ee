import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Diagnostic } from '../../src/fleet/problem.ts'

/** What `panther check` finds in each of the fleets, with the places of the very values. */
export async function checkFiles(files: readonly string[]): Promise<readonly (readonly Diagnostic[])[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'run.ts'), ...files],
    { maxBuffer: 1 << 28 },
  )
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly Diagnostic[])
}
