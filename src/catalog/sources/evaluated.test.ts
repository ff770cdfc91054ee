import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { dataDirectory, walk } from '../catalog.ts'
import { factsFromEvaluation } from './evaluated.ts'
import { UnreadableFacts } from './unreadable.ts'

const lib = process.env['NIXPKGS_LIB']

test('other JSON is refused', () => {
  expect(() => factsFromEvaluation({ a: 1 })).toThrow(UnreadableFacts)
  expect(() => factsFromEvaluation([{ loc: ['a'], facts: {} }])).toThrow(UnreadableFacts)
})

test.each([
  ['/nix/store/x-source/nixos/modules/misc/a.nix', 'nixos/modules/misc/a.nix'],
  ['/nix/store/x-source/modules/programs/b', 'modules/programs/b'],
  ['/src/nixpkgs/nixos/modules/misc/a.nix', 'nixos/modules/misc/a.nix'],
  ['/src/home-manager/modules/programs/b', 'modules/programs/b'],
])('%s is told without where its source lies', (declared, told) => {
  const facts = { type: 'boolean', struct: { t: 'bool' }, hasDefault: false, declared }
  expect(walk(factsFromEvaluation([{ loc: ['a'], facts }]), ['a'])?.option?.declared).toBe(told)
})

// Needs nix-instantiate, and the folder of nixpkgs' lib in NIXPKGS_LIB.
test.skipIf(lib === undefined)('modules are read by Nix', () => {
  const expression = `let
  lib = import (/. + ${JSON.stringify(lib)});
  module = {
    imports = [ (lib.mkRenamedOptionModule [ "a" "old" ] [ "a" "port" ]) (lib.mkRemovedOptionModule [ "a" "gone" ] "") ];
    options.assertions = lib.mkOption { internal = true; default = [ ]; };
    options.warnings = lib.mkOption { internal = true; default = [ ]; };
    options.a.port = lib.mkOption { type = lib.types.port; default = 80; };
    options.a.sites = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.root = lib.mkOption { type = lib.types.nullOr lib.types.path; }; }); };
  };
in import ${new URL('facts.nix', dataDirectory).pathname} { inherit lib; inherit (lib.evalModules { modules = [ module ]; }) options; }`
  const { stdout, stderr } = spawnSync(
    'nix-instantiate',
    ['--eval', '--strict', '--json', '--expr', expression],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).not.toContain('error')
  const root = factsFromEvaluation(JSON.parse(stdout))
  expect(walk(root, ['a', 'port'])?.option).toMatchObject({ struct: { t: 'unsignedInt16' }, default: 80 })
  expect(walk(root, ['a', 'old'])?.option).toMatchObject({ aliasOf: 'a.port', hidden: true })
  expect(walk(root, ['a', 'gone'])?.option).toMatchObject({ removed: true })
  expect(walk(root, ['a', 'sites', 'any', 'root'])?.option?.struct).toEqual({
    t: 'nullOr',
    elem: { t: 'path' },
  })
})
