import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fleet, panther } from './panther.ts'

/** Stands in for nixpkgs: a host's configuration says where its modules and nixpkgs are. */
const nixpkgs = `{
  outputs = { self }: {
    lib.nixosSystem = { modules, ... }: {
      config = {
        modules = map toString (builtins.filter builtins.isPath modules);
        nixpkgs = { path = self.outPath; inherit (self) narHash lastModified; rev = self.rev or null; };
      };
    };
  };
}`

const made = () =>
  fleet(
    { web: 'use: [nixos({ services: { openssh: { enable: true } } })]' },
    { 'nixpkgs/flake.nix': nixpkgs },
  )

function git(root: string, ...words: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org']
  const { status, stdout, stderr } = spawnSync('git', ['-C', root, ...who, ...words], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

async function evaluated(root: string, path: string, override = 'nixpkgs'): Promise<unknown> {
  const run = await panther(['eval', 'web', path, '--override-input', 'nixpkgs', override, '--json'], root)
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout).value
}

async function engine(root: string, expression: string): Promise<unknown> {
  const run = await panther(['nix', '--eval', '--strict', '--json', '-E', expression], root)
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout)
}

it('a fleet that was not written has a flake in the store all the same', async () => {
  const [module] = (await evaluated(made(), 'modules')) as string[]
  expect(module).toMatch(/^\/nix\/store\/[0-9a-z]{32}-source\/hosts\/web$/)
})

it('a fleet that git tracks is where Nix has the repository, until the flake would be another', async () => {
  const root = made()
  expect((await panther(['synth'], root)).code).toBe(0)
  git(root, 'init', '--quiet')
  git(root, 'add', '.')
  git(root, 'commit', '--quiet', '--message', 'all')
  const source = await engine(
    root,
    '(builtins.fetchTree { type = "git"; url = "file://${toString ./.}"; }).outPath',
  )
  expect(await evaluated(root, 'modules')).toEqual([`${source}/flake/hosts/web`])

  git(root, 'rm', '--quiet', '--cached', 'flake/flake.nix')
  const [untracked] = (await evaluated(root, 'modules')) as string[]
  expect(untracked).toMatch(/-source\/hosts\/web$/)
})

it('a folder that is given for an input is a source as Nix has it', async () => {
  const root = made()
  const path = await engine(
    root,
    '(builtins.fetchTree { type = "path"; path = toString ./nixpkgs; }).outPath',
  )
  expect(await evaluated(root, 'nixpkgs')).toMatchObject({ path, rev: null })

  git(join(root, 'nixpkgs'), 'init', '--quiet')
  git(join(root, 'nixpkgs'), 'add', '.')
  git(join(root, 'nixpkgs'), 'commit', '--quiet', '--message', 'all')
  writeFileSync(join(root, 'nixpkgs/untracked'), '')
  const rev = git(join(root, 'nixpkgs'), 'rev-parse', 'HEAD')
  expect(await evaluated(root, 'nixpkgs')).toMatchObject({ path, rev })
  expect(await evaluated(root, 'nixpkgs', 'path:nixpkgs')).toMatchObject({ rev: null })
})
