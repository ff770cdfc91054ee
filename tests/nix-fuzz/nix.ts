import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an evaluator prints of a program, or that it fails. */
export type Outcome = { readonly printed: string } | { readonly failed: string }

/** Programs that one process is given: a command may not be longer than this many times the longest of them. */
const batchSize = 250

/** What is printed behind each program: paths may have lines of their own. */
const end = '<end of program>'
const words = ['--eval', '--strict', '-E']

/**
 * Evaluates with real Nix, in a folder; without a store, paths in it are computed alone. It prints something for each program and ends with the first that fails, so
 * it is started anew behind that.
 */
export function askNix(programs: readonly string[], folder: string, store?: string): readonly Outcome[] {
  const storeWords =
    store === undefined ? ['--store', 'dummy://', '--readonly-mode'] : ['--store', store, '--read-write-mode']
  const outcomes: Outcome[] = []
  while (outcomes.length < programs.length) {
    const batch = programs.slice(outcomes.length, outcomes.length + batchSize)
    const { stdout, stderr, status, error } = spawnSync(
      'nix-instantiate',
      [...storeWords, ...words, ...batch.flatMap((program) => [program, `"${end}"`])],
      { encoding: 'utf8', cwd: folder, env: environment(), maxBuffer: 1 << 30 },
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

/**
 * Which of these programs, most of which should fail, do so with real Nix: its prompt lives on after an error.
 *
 * @param beside where programs and what they add to a store are put, so that `folder` stays as it is
 */
export function whichFail(programs: readonly string[], folder: string, beside: string): readonly boolean[] {
  const fails: boolean[] = []
  const file = (index: number): string => `program-${index}.nix`
  for (const [index, program] of programs.entries())
    writeFileSync(join(beside, file(index)), program.replaceAll(/(?<![\w./])\.\//g, `${folder}/`))
  while (fails.length < programs.length) {
    const rest = programs.map((_, index) => index).slice(fails.length)
    const lines = rest.flatMap((index) => [
      `builtins.deepSeq (import ${join(beside, file(index))}) "good ${index}."`,
      `"done ${index}."`,
    ])
    const { stdout, error } = spawnSync(
      'nix',
      ['--extra-experimental-features', 'nix-command', 'repl', '--store', join(beside, 'store')],
      {
        encoding: 'utf8',
        cwd: folder,
        env: environment(),
        input: `${lines.join('\n')}\n`,
        maxBuffer: 1 << 30,
      },
    )
    if (error !== undefined) throw error
    const printed = new Set(stdout.match(/(?<=m")(?:good|done) \d+\.(?=")/g))
    const ended = rest.findIndex((index) => !printed.has(`done ${index}.`))
    if (ended === 0 && printed.size > 0) throw new Error('the prompt of Nix went on behind an end')
    // One at which the process itself ended has overflowed the stack.
    const told = ended < 0 ? rest : rest.slice(0, ended + 1)
    fails.push(...told.map((index) => !printed.has(`good ${index}.`)))
  }
  for (const index of programs.keys()) rmSync(join(beside, file(index)))
  return fails
}

export function hasNix(): boolean {
  return spawnSync('nix-instantiate', ['--version']).error === undefined
}

/** No variables but those that find the programs: what `getEnv` yields is then the same. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], NIX_STATE_DIR: '/nonexistent' }
}
