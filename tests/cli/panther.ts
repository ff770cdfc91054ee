import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const launcher = fileURLToPath(new URL('../../bin/panther.js', import.meta.url))

/** What a run of the real command gave. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command, in a process of its own. */
export function panther(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [launcher, ...words],
      { cwd, env: { ...inherited, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
      },
    )
  })
}

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A folder with these files, removed after the tests. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'panther-'))
  made.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** A fleet of one or more hosts, whose bodies are given as TypeScript. */
export function fleet(
  hosts: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): string {
  const made = Object.entries(hosts).map(
    ([name, spec]) => `  defineHost('${name}', { system: 'x86_64-linux', ${spec} }),`,
  )
  return folder({
    'fleet.ts': `import { defineFleet, defineHost, mkDefault, mkForce, nixos } from 'pantheros'\n\nexport default defineFleet({\n  inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },\n  hosts: [\n${made.join('\n')}\n  ],\n})\n`,
    ...more,
  })
}
