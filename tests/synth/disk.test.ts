import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importModule, nix, nixos } from '../../src/index.ts'
import { type Flake, writeFlake } from '../../src/synth/index.ts'
import { flakeOf, linux } from './fleet.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'panther-disk-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const make = (more: object = {}): Flake => {
  const script = nix.path(new URL(`file://${root}/bin`))
  const own = [nixos({ a: script, ...more } as never), importModule(new URL(`file://${root}/hardware.nix`))]
  return flakeOf({ hosts: [linux('one', own)] }, { root })
}

describe('a flake on a real disk', () => {
  it('is written, changed and left alone', () => {
    mkdirSync(join(root, 'bin'))
    writeFileSync(join(root, 'bin/run'), '#!/bin/sh\n')
    chmodSync(join(root, 'bin/run'), 0o755)
    writeFileSync(join(root, 'hardware.nix'), '{ }\n')
    const directory = join(root, 'flake')
    expect(writeFlake(make(), { directory }).status).toBe('written')
    expect(readdirSync(directory).sort()).toEqual([
      'bin',
      'flake.nix',
      'hardware.nix',
      'hosts',
      'panther.json',
    ])
    expect(statSync(join(directory, 'bin/run')).mode & 0o111).not.toBe(0)
    expect(writeFlake(make(), { directory }).status).toBe('unchanged')
    writeFileSync(join(directory, 'flake.lock'), '{}')
    writeFileSync(join(directory, 'hardware.nix'), 'edited')
    expect(writeFlake(make(), { directory })).toMatchObject({
      status: 'refused',
      conflicts: [{ path: 'hardware.nix', reason: 'edited' }],
    })
    expect(writeFlake(make({ b: 1 }), { directory, force: true })).toMatchObject({ status: 'written' })
    expect(readFileSync(join(directory, 'hardware.nix'), 'utf8')).toBe('{ }\n')
    expect(readdirSync(directory)).toContain('flake.lock')
  })

  it('does not follow links out of its folder', () => {
    writeFileSync(join(root, 'hardware.nix'), '{ }\n')
    mkdirSync(join(root, 'bin'))
    mkdirSync(join(root, 'elsewhere'))
    mkdirSync(join(root, 'flake'))
    symlinkSync(join(root, 'elsewhere'), join(root, 'flake/hosts'))
    expect(writeFlake(make(), { directory: join(root, 'flake'), force: true })).toMatchObject({
      status: 'refused',
      conflicts: [{ path: 'hosts/one/default.nix', reason: 'blocked' }],
    })
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([])
  })

  it.skipIf(spawnSync('git', ['--version']).status !== 0)('says what git does not track', () => {
    writeFileSync(join(root, 'hardware.nix'), '{ }\n')
    mkdirSync(join(root, 'bin'))
    const directory = join(root, 'flake')
    mkdirSync(directory)
    spawnSync('git', ['init', '-q'], { cwd: root })
    expect(writeFlake(make(), { directory }).untracked).toContain('flake.nix')
    spawnSync('git', ['add', '.'], { cwd: root })
    expect(writeFlake(make(), { directory })).toMatchObject({ status: 'unchanged', untracked: [] })
  })
})
