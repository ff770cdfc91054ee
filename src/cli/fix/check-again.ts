import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { GroupedDiagnostic } from '../render/group.ts'

/**
 * What `check` finds now: in a process of its own, since Node reads each file of a fleet once. Nothing where it does not
 * answer.
 */
export function checkAgain(fleet: string): Promise<readonly Diagnostic[] | undefined> {
  const launcher = fileURLToPath(new URL('../../../bin/panther.js', import.meta.url))
  const words = [launcher, 'check', '--json', '--fleet', fleet]
  return new Promise((resolve) => {
    execFile(process.execPath, words, { maxBuffer: 1 << 28 }, (_, stdout) => {
      try {
        const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly GroupedDiagnostic[] }
        resolve(diagnostics.flatMap(ofEachHost))
      } catch {
        resolve(undefined)
      }
    })
  })
}

/** A mistake that many hosts have is printed once. */
function ofEachHost({ hosts, ...diagnostic }: GroupedDiagnostic): readonly Diagnostic[] {
  return hosts === undefined ? [diagnostic] : hosts.map((host) => ({ ...diagnostic, host }))
}
