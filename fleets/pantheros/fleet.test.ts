import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The command itself, as its users run it: a fleet knows nothing of the sources.
const panther = join(import.meta.dirname, '../../bin/panther.js')
const folder = mkdtempSync(join(tmpdir(), 'pantheros-'))
const flake = join(folder, 'flake')
const hasNix = spawnSync('nix-instantiate', ['--version']).status === 0
if (!hasNix) console.warn('nix-instantiate is not on PATH: the flake is not read by the real Nix')

function run(...args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [panther, ...args, '--fleet', import.meta.dirname], {
    encoding: 'utf8',
  })
  return { status, stdout }
}

const nixFiles = () =>
  readdirSync(flake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.nix'))

beforeAll(() => {
  expect(run('synth', '--out', flake).status).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the pantherOS fleet', () => {
  it('has nothing wrong', () => {
    const { status, stdout } = run('check', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, diagnostics: [] })
    expect(status).toBe(0)
  })

  it('writes four hosts of three layers, and the same bytes again', () => {
    for (const host of ['yoga', 'zephyrus', 'hetzner-vps', 'ovh-vps']) {
      expect(nixFiles()).toEqual(
        expect.arrayContaining([`hosts/${host}/default.nix`, `hosts/${host}/disko.nix`]),
      )
    }
    const { stdout } = run('synth', '--out', flake, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, created: [], changed: [], deleted: [] })
  })

  it.runIf(hasNix)('writes files that the real Nix reads', () => {
    const files = nixFiles().map((name) => join(flake, name))
    expect(files.length).toBeGreaterThan(80)
    const { status, stderr } = spawnSync('nix-instantiate', ['--store', 'dummy://', '--parse', ...files], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('says of a secret only where it is at run time', () => {
    const text = nixFiles()
      .map((name) => readFileSync(join(flake, name), 'utf8'))
      .join('\n')
    expect(text).toContain('config.services.onepassword-secrets.secretPaths.tailscaleAuthKey')
  })
})
