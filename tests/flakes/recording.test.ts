import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseNixArguments } from '../../src/cli/nix/arguments.ts'
import { runNix } from '../../src/cli/nix/instantiate.ts'
import type { Inputs } from '../../src/nix/eval/inputs.ts'
import { firstChange, machine, recordInputs, replayInputs } from '../../src/nix/inputs/index.ts'

const work = realpathSync(mkdtempSync(join(tmpdir(), 'panther-recording-')))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Stands in for nixpkgs: modules without types, merged attribute by attribute, and a system that is a derivation. */
const nixpkgs = {
  'nixpkgs/flake.nix': `{
    outputs = { self }: {
      lib = import ./lib;
      nixosModules.base = ./nixos/base.nix;
    };
  }`,
  'nixpkgs/lib/default.nix': `let
    merge = one: other:
      if builtins.isAttrs one && builtins.isAttrs other && !(one ? outPath)
      then one // builtins.mapAttrs (name: value: if one ? \${name} then merge one.\${name} value else value) other
      else if builtins.isList one then one ++ other else other;
    load = args: module:
      let
        loaded = if builtins.isFunction module then module args else if builtins.isAttrs module then module else load args (import module);
      in loaded;
    collect = args: module:
      let loaded = load args module;
      in builtins.concatMap (collect args) (loaded.imports or [ ]) ++ [ (removeAttrs loaded [ "imports" ]) ];
  in {
    nixosSystem = { system, modules }:
      let
        config = builtins.foldl' merge { } (builtins.concatMap (collect { inherit config system; }) ([ ../nixos/base.nix ] ++ modules));
      in { inherit config; };
  }`,
  'nixpkgs/nixos/base.nix': `{ config, system, ... }: {
    system.build.toplevel = derivation {
      inherit system;
      name = "nixos-system-\${config.networking.hostName}";
      builder = builtins.toFile "builder" "mkdir $out";
      etc = map (name: config.environment.etc.\${name}) (builtins.attrNames config.environment.etc);
      scripts = builtins.path { path = ./scripts; name = "scripts"; filter = path: type: baseNameOf path != "left-out"; };
      inherit (config.networking) hostName ports;
    };
  }`,
  'nixpkgs/nixos/scripts/switch': '#!/bin/sh',
  'nixpkgs/nixos/scripts/left-out': '',
}

const fleet = {
  'fleet/flake.nix': `{
    inputs.nixpkgs.url = "path:${work}/nixpkgs";
    inputs.secrets = { url = "git+file://${work}/secrets"; flake = false; };
    outputs = { self, nixpkgs, secrets }: {
      nixosConfigurations.ovh-vps = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [
          ./hosts/ovh-vps
          { environment.etc.secrets = secrets; environment.etc.self = self; }
        ];
      };
    };
  }`,
  'fleet/hosts/ovh-vps/default.nix': `{ config, ... }: {
    imports = [ ./hardware.nix ../../profiles/server.nix ];
    networking.hostName = "ovh-vps";
    networking.ports = [ 80 ];
    environment.etc.motd = ./motd;
    environment.etc.settings = builtins.toFile "settings" (builtins.toJSON (fromTOML (builtins.readFile ./settings.toml)));
    environment.etc.old = (builtins.fetchGit { url = "${work}/secrets"; ref = "old"; }) + "/key";
  }`,
  'fleet/hosts/ovh-vps/hardware.nix': `{
    environment.etc.modules = if builtins.pathExists ./missing then ./missing else ./motd;
    environment.etc.where = builtins.getEnv "PLACE";
    environment.etc.found = toString (map (name: "\${name}") (builtins.attrNames (builtins.readDir ./.)));
  }`,
  'fleet/hosts/ovh-vps/motd': 'welcome',
  'fleet/hosts/ovh-vps/settings.toml': 'a = 1',
  'fleet/profiles/server.nix': '{ networking.ports = [ 22 ]; }',
}

beforeAll(() => {
  for (const [path, text] of Object.entries({ ...nixpkgs, ...fleet, 'secrets/key': 'old' })) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
  const git = (...words: readonly string[]) =>
    spawnSync('git', [
      '-C',
      join(work, 'secrets'),
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.org',
      ...words,
    ])
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message', 'one')
  git('branch', 'old')
  writeFileSync(join(work, 'secrets/key'), 'new')
  git('commit', '--quiet', '--all', '--message', 'two')
})

function instantiate(inputs: Inputs): { readonly code: number; readonly out: string; readonly said: string } {
  let out = ''
  let said = ''
  const flake = `(builtins.getFlake "path:${work}/fleet")`
  const expression = `${flake}.nixosConfigurations.ovh-vps.config.system.build.toplevel`
  const code = runNix(parseNixArguments(['-E', expression], undefined), {
    inputs,
    directory: '/',
    system: 'x86_64-linux',
    out: (text) => {
      out += text
    },
    say: (text) => {
      said += text
    },
    standardInput: () => new Uint8Array(),
  })
  return { code, out, said }
}

const world: Inputs = { ...machine, env: (name) => (name === 'PLACE' ? 'here' : machine.env(name)) }

test('a system is evaluated from what was recorded of its evaluation, and nothing else', () => {
  const { inputs, reads } = recordInputs(world, { keep: true })
  const recorded = instantiate(inputs)
  expect(recorded).toMatchObject({ code: 0, said: '' })
  expect(recorded.out).toMatch(/-nixos-system-ovh-vps\.drv\n$/)
  expect(firstChange(world, reads())).toBeUndefined()
  expect(new Set(reads().map(({ kind }) => kind))).toEqual(
    new Set(['readFile', 'readDir', 'lstat', 'realPath', 'modified', 'env', 'git']),
  )

  const kept = structuredClone(reads().map(({ found, ...read }) => ({ ...read, found })))
  rmSync(work, { recursive: true })
  expect(instantiate(world)).toMatchObject({ code: 1 })
  expect(instantiate(replayInputs(kept as ReturnType<typeof reads>))).toEqual(recorded)
})

test('what was not recorded is no answer', () => {
  const { inputs, reads } = recordInputs(machine, { keep: true })
  inputs.lstat('/')
  const replayed = replayInputs(reads())
  expect(replayed.lstat('/')).toEqual({ type: 'directory', executable: false })
  expect(() => replayed.lstat('/etc')).toThrow("lstat '/etc' is not in the recording")
})
