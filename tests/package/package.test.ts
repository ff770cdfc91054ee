import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'panther-package-'))
const fleet = join(folder, 'my-fleet')

function run(cwd: string, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
}

/** `npx` of the folder, on the Node that runs the tests. */
function installed(cwd: string, name: string, ...args: readonly string[]): string {
  return run(cwd, process.execPath, join(cwd, 'node_modules/.bin', name), ...args)
}

let tarball = ''

/** What a user does: install the package into an empty folder, and make a fleet there. */
beforeAll(() => {
  run(root, 'npm', 'pack', '--silent', '--pack-destination', folder)
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', tarball)
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the package holds JavaScript and declarations, and no sources', () => {
  const names = readdirSync(join(folder, 'node_modules/pantheros'))
  expect(names).toEqual(expect.arrayContaining(['bin', 'data', 'dist', 'LICENSE', 'README.md']))
  expect(names).not.toContain('src')
  const dist = readdirSync(join(folder, 'node_modules/pantheros/dist'), { recursive: true, encoding: 'utf8' })
  expect(dist.filter((name) => /\.test\.|\.test-d\./.test(name))).toEqual([])
})

test('a new fleet type-checks, checks and synthesizes as it is', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(installed(folder, 'panther', '--version')).toContain(version)
  installed(folder, 'panther', 'init', 'my-fleet')

  // The version that the new fleet asks for is this one, which no registry has yet.
  const manifest = JSON.parse(readFileSync(join(fleet, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(manifest.dependencies['pantheros']).toBe(`^${version}`)
  manifest.dependencies['pantheros'] = `file:${tarball}`
  writeFileSync(join(fleet, 'package.json'), JSON.stringify(manifest))
  run(fleet, 'npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefer-offline')

  installed(fleet, 'tsc')
  // Nobody has a key yet: that is for who made the fleet to say.
  const checked = installed(fleet, 'panther', 'check')
  expect(checked).toContain('warning[locked-out] web: ')
  expect(checked).toMatch(/\n1 host checked: 1 warning \(\d+ ms\)\n$/)
  installed(fleet, 'panther', 'synth')
  const flake = join(fleet, 'flake')
  expect(readFileSync(join(flake, 'flake.nix'), 'utf8')).toContain('nixosConfigurations')
  for (const file of ['default', 'hardware', 'disko'])
    expect(existsSync(join(flake, `hosts/web/${file}.nix`))).toBe(true)
  expect(readFileSync(join(flake, 'modules/motd.nix'), 'utf8')).toContain('users.motd')
}, 240_000)

test('the types of the installed package find mistakes', () => {
  const wrong = join(fleet, 'wrong.ts')
  writeFileSync(
    wrong,
    "import { nixos } from 'pantheros'\nexport default nixos({ services: { openssh: { enabel: true } } })\n",
  )
  expect(() => installed(fleet, 'tsc')).toThrow(
    expect.objectContaining({ stdout: expect.stringContaining("Did you mean to write 'enable'?") }),
  )
  rmSync(wrong)
}, 60_000)
