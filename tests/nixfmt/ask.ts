import { spawnSync } from 'node:child_process'

/** What the official formatter makes of a text; nothing where it refuses it. */
export function askNixfmt(program: string, text: string, ...flags: readonly string[]): string | undefined {
  const run = spawnSync(program, [...flags, '-'], { input: text, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (run.error) throw run.error
  return run.status === 0 ? run.stdout : undefined
}
