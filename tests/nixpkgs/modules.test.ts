import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panther } from './packages.ts'

/** The folder of nixpkgs with the tests of its library: `lib/tests/modules.sh` asks `nix-instantiate` 400 times. */
const { NIXPKGS_LIB_TESTS: folder } = process.env
if (folder === undefined)
  console.warn("NIXPKGS_LIB_TESTS is not set: nixpkgs' tests of its library are not run with the engine")

describe.skipIf(folder === undefined)("nixpkgs' tests of its library", () => {
  const lookAlike = mkdtempSync(join(tmpdir(), 'panther-lib-tests-'))
  beforeAll(() => {
    const script = join(lookAlike, 'nix-instantiate')
    const words = panther.map((word) => `'${word}'`).join(' ')
    writeFileSync(script, `#!/bin/sh\nexec ${words} "$@"\n`)
    chmodSync(script, 0o755)
  })
  afterAll(() => rmSync(lookAlike, { recursive: true }))

  const run = async (command: string, words: readonly string[]): Promise<string> => {
    const child = spawn(command, words, {
      env: { ...process.env, PATH: `${lookAlike}:${process.env['PATH']}` },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    await new Promise((resolve) => child.on('close', resolve))
    return printed.trimEnd()
  }

  test('modules.sh: every check of the module system passes', { timeout: 3_600_000 }, async () => {
    const lines = (await run('bash', [join(folder!, 'modules.sh')])).split('\n')
    expect(lines.filter((line) => line.includes('TEST FAILED'))).toEqual([])
    expect(lines.slice(-2)).toEqual([expect.stringMatching(/^[4-9]\d\d Pass$/), '0 Fail'])
  })

  test('misc.nix: nothing is wrong', { timeout: 600_000 }, async () => {
    expect(
      await run(join(lookAlike, 'nix-instantiate'), ['--eval', '--strict', join(folder!, 'misc.nix')]),
    ).toBe('[ ]')
  })
})
