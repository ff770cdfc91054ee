import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Flake } from '../../src/synth/index.ts'

const found = spawnSync('nix-instantiate', ['--version']).status === 0

/** nixpkgs' `lib`, for tests of the module system. */
export const nixpkgsLib: string | undefined = process.env['NIXPKGS_LIB']

/** Says in one line why tests with the real Nix are left out. */
export const hasNix: boolean = found
if (!found) console.warn('nix-instantiate is not on PATH: tests with the real Nix are skipped')
else if (nixpkgsLib === undefined)
  console.warn('NIXPKGS_LIB is not set: tests with the real module system are skipped')

function run(args: readonly string[], input: string): string {
  const settings = {
    NIX_PATH: '',
    NIX_STATE_DIR: join(tmpdir(), 'nix-state'),
    NIX_LOG_DIR: join(tmpdir(), 'nix-state'),
  }
  const { status, stdout, stderr } = spawnSync('nix-instantiate', ['--store', 'dummy://', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...settings },
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Throws what Nix says against the text. */
export function parseNix(text: string): void {
  run(['--parse', '-'], text)
}

/** The value of an expression. */
export function evalNix(expression: string): unknown {
  return JSON.parse(run(['--eval', '--strict', '--json', '-'], expression))
}

/** Runs with the flake's files in a folder. */
export function withFiles<T>(flake: Flake, body: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'panther-synth-'))
  try {
    for (const [path, file] of flake.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      if ('text' in file) writeFileSync(join(folder, path), file.text)
    }
    return body(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
