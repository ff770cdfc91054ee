import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A program with the words of `nix-instantiate`. */
export type Evaluator = readonly [command: string, ...words: readonly string[]]

export const panther: Evaluator = [
  process.execPath,
  fileURLToPath(new URL('../../bin/panther.js', import.meta.url)),
  'nix',
]
export const realNix: Evaluator = ['nix-instantiate', '--store', 'dummy://', '--readonly-mode']

/** Packages that one process evaluates. */
const batchSize = 50

/** An expression's value in nixpkgs, whose packages are `pkgs`. */
export async function evaluate<T>(
  [command, ...words]: Evaluator,
  nixpkgs: string,
  expression: string,
): Promise<T | undefined> {
  const inPackages = `let pkgs = import ${nixpkgs} { system = "x86_64-linux"; config = { }; overlays = [ ]; }; in ${expression}`
  const child = spawn(command, [...words, '--eval', '--strict', '--json', '-E', inPackages], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? (JSON.parse(printed) as T) : undefined))
  })
}

/**
 * The `.drv` files of packages, without the folder of the store; null for those that nixpkgs refuses to evaluate. What
 * ends in an error that cannot be caught is left out.
 */
export async function derivationsOf(
  evaluator: Evaluator,
  nixpkgs: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>()
  for (let at = 0; at < names.length; at += batchSize)
    for (const [name, path] of await batchOf(evaluator, nixpkgs, names.slice(at, at + batchSize)))
      found.set(name, path?.slice('/nix/store/'.length) ?? null)
  return found
}

async function batchOf(
  evaluator: Evaluator,
  nixpkgs: string,
  names: readonly string[],
): Promise<readonly (readonly [name: string, path: string | null])[]> {
  const entries = names.map((name) => `${JSON.stringify(name)} = attempt (pkgs.${name});`)
  const attempt =
    'attempt = p: let path = builtins.tryEval (if p.type or null == "derivation" then p.drvPath else null); in if path.success then path.value else null;'
  const paths = await evaluate<Record<string, string | null>>(
    evaluator,
    nixpkgs,
    `let ${attempt} in { ${entries.join(' ')} }`,
  )
  if (paths !== undefined) return Object.entries(paths)
  // Not every error can be caught: halves are tried, down to the package that makes it.
  if (names.length === 1) return []
  const half = names.length >> 1
  return [
    ...(await batchOf(evaluator, nixpkgs, names.slice(0, half))),
    ...(await batchOf(evaluator, nixpkgs, names.slice(half))),
  ]
}
