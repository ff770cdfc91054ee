import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { kindOfMessage, nixMessage, type Outcome } from './outcome.ts'

const run = promisify(execFile)

/** Where the library of nixpkgs lies, and Nix is there to evaluate it; else why not. */
export async function findNix(): Promise<{ readonly lib: string } | { readonly missing: string }> {
  const lib = process.env.NIXPKGS_LIB
  if (lib === undefined) return { missing: 'NIXPKGS_LIB is not set' }
  if (!existsSync(`${lib}/default.nix`)) return { missing: `${lib}/default.nix does not exist` }
  try {
    await run('nix-instantiate', ['--version'])
  } catch {
    return { missing: 'nix-instantiate is not there' }
  }
  return { lib }
}

/** What Nix makes of an expression with `lib` in scope. */
export async function evaluateNix(expression: string, lib: string): Promise<Outcome> {
  const text = `let lib = import ${lib}; in ${expression}`
  const args = ['--eval', '--strict', '--json', '--readonly-mode', '-E', text]
  try {
    const { stdout } = await run('nix-instantiate', args, { maxBuffer: 1 << 28 })
    return { value: JSON.parse(stdout) }
  } catch (error) {
    const message = nixMessage((error as { stderr?: string }).stderr ?? String(error))
    return { error: kindOfMessage(message), message }
  }
}
