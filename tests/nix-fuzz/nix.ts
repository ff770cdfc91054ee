import { spawnSync } from 'node:child_process'

/** What an evaluator prints of a program, or that it fails. */
export type Outcome = { readonly printed: string } | { readonly failed: string }

/** Programs that one process is given: a command may not be longer than this many times the longest of them. */
const batchSize = 250

/** What is printed behind each program: paths may have lines of their own. */
const end = '<end of program>'
const words = ['--store', 'dummy://', '--readonly-mode', '--eval', '--strict', '-E']

/** Evaluates with real Nix. It prints something for each program and ends with the first that fails, so it is started anew behind that. */
export function askNix(programs: readonly string[]): readonly Outcome[] {
  const outcomes: Outcome[] = []
  while (outcomes.length < programs.length) {
    const batch = programs.slice(outcomes.length, outcomes.length + batchSize)
    const { stdout, stderr, status, error } = spawnSync(
      'nix-instantiate',
      [...words, ...batch.flatMap((program) => [program, `"${end}"`])],
      { encoding: 'utf8', cwd: '/', maxBuffer: 1 << 30 },
    )
    if (error !== undefined) throw error
    const lines = stdout.split(`\n"${end}"\n`).slice(0, -1)
    if (lines.length > batch.length) throw new Error('nix-instantiate printed more lines than programs')
    outcomes.push(...lines.map((printed) => ({ printed })))
    if (status === 0 && lines.length < batch.length) throw new Error('nix-instantiate printed too few lines')
    if (status !== 0) outcomes.push({ failed: stderr })
  }
  return outcomes
}

export function hasNix(): boolean {
  return spawnSync('nix-instantiate', ['--version']).error === undefined
}
