import { describe, expect, it } from 'vitest'
import { loadPackages } from '../../catalog/index.ts'
import { resolveFleet } from '../../fleet/resolve.ts'
import {
  defineFleet,
  defineHost,
  type FleetSpec,
  home,
  importModule,
  inputs,
  nix,
  nixModule,
  nixos,
  packageSet,
  pkgs,
  builtins as typedBuiltins,
  lib as typedLib,
  type Use,
} from '../../index.ts'
import { checkNames } from './index.ts'
import { packageOf } from './programs.ts'

type Loose = any
const all = pkgs as Loose
const lib = typedLib as Loose
const builtins = typedBuiltins as Loose
const spec = {
  nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
  stable: 'github:NixOS/nixpkgs/nixos-25.05',
  'home-manager': 'h',
  x: 'x',
}

function found(use: Use, more: Partial<FleetSpec> = {}, files: Record<string, string> = {}) {
  const host = defineHost('a', { system: 'x86_64-linux', use })
  const fleet = defineFleet({ inputs: spec, hosts: [host], ...more })
  return checkNames(resolveFleet(fleet), (file) => files[file.split('/').at(-1)!]).map(
    ({ code, severity, message, hint }) =>
      `${severity} ${code}: ${message.split(' ').slice(0, 4).join(' ')} | ${hint}`,
  )
}
const install = (...systemPackages: readonly Loose[]) => nixos({ environment: { systemPackages } })
const expr = (strings: TemplateStringsArray, ...values: unknown[]) => install(nix.expr(strings, ...values))

describe('packages', () => {
  it('are known by name, in sets, and what is inside a package is not looked at', () => {
    expect(
      found(
        install(
          pkgs.git,
          all.python3Packages.requests,
          all.python3.pkgs.requests,
          all.openssl.dev,
          all.writeText('a', 'b'),
          all.linuxPackages.kernel,
          all.php.extensions.redis,
          all.lib.getExe(pkgs.git),
          packageSet('stable').git,
          (packageSet('x') as Loose).whatever,
        ),
      ),
    ).toEqual([])
  })

  it('have other names: of a program, by spelling, in a set', () => {
    expect(found(install(all.make, all.ripgrpe, all.numpy, all.python3Packages.numppy, all.qqqqxx))).toEqual([
      'error unknown-package: The package make is | Did you mean pkgs.gnumake?',
      'error unknown-package: The package ripgrpe is | Did you mean pkgs.ripgrep?',
      'error unknown-package: The package numpy is | Did you mean pkgs.python3Packages.numpy?',
      'error unknown-package: The package python3Packages.numppy is | Did you mean pkgs.python3Packages.numpy?',
      'error unknown-package: The package qqqqxx is | Look it up at https://search.nixos.org/packages.',
    ])
  })

  it('were renamed or removed, and Nix takes the old name or not', () => {
    expect(
      found(install(all._1password, all._86Box, all['adobe-reader'], all.python3Packages.dateutil)),
    ).toEqual([
      "error renamed-package: The package _1password is | Write pkgs['_1password-cli'].",
      'warning renamed-package: The package _86Box is | Write pkgs._86box.',
      'error removed-package: The package adobe-reader was | Choose another one; pkgs/top-level/aliases.nix of nixpkgs says why it is gone.',
      "error renamed-package: The package python3Packages.dateutil is | Write pkgs.python3Packages['python-dateutil'].",
    ])
  })

  it('of an older release are doubted, and may have had other names', () => {
    const stable = packageSet('stable') as Loose
    expect(found(install(stable.helllo, stable._1password))).toEqual([
      "warning unknown-package: The package helllo is | Did you mean packageSet('stable').hello? Another release, or a module that panther does not know, may have it.",
    ])
  })

  it('may come from an overlay', () => {
    const overlays = [
      nix.lambda(['final', 'prev'], (_, prev: Loose) => ({ mine: prev.hello })),
      nix.expr`final: prev: { other = prev.hello; inherit (final) third; }`,
    ]
    expect(found(install(all.mine, all.other, all.third, all.fourth), { overlays })).toEqual([
      expect.stringContaining('error unknown-package: The package fourth is'),
    ])
    expect(found(install(all.fourth), { overlays: [(inputs as Loose).x.overlays.default] })).toEqual([])
    expect(found([install(all.fourth), nixos({ nixpkgs: { pkgs: nix.expr`import ./x` as Loose } })])).toEqual(
      [],
    )
    const foreign = importModule((inputs as Loose).x.nixosModules.y)
    expect(found([install(all.fourth), foreign])).toEqual([
      expect.stringContaining('warning unknown-package'),
    ])
  })

  it("are looked at in Home Manager's options", () => {
    expect(found(home('bob', { home: { packages: [all.neovimm] } }))).toEqual([
      'error unknown-package: The package neovimm is | Did you mean pkgs.neovim?',
    ])
  })
})

describe('raw Nix', () => {
  it('is read where it names what it is given', () => {
    expect(found(expr`pkgs.make`)).toEqual([expect.stringContaining('The package make is')])
    expect(found(expr`with pkgs; [ git make ]`)).toEqual([expect.stringContaining('The package make is')])
    expect(found(expr`let inherit (pkgs) make; in make`)).toEqual([expect.stringContaining('make is')])
    expect(found(expr`lib.mkIff true pkgs.git`)).toEqual([expect.stringContaining('lib has no mkIff')])
    expect(found(expr`with lib; with pkgs; [ mkIf make ]`)).toEqual([expect.stringContaining('make is')])
    expect(found(expr`[ pkgs.git ${1} pkgs.make ]`)).toEqual([expect.stringContaining('make is')])
  })

  it('is read where a function is given packages', () => {
    const found1 = [expect.stringContaining('The package python3Packages.requets is')]
    expect(found(expr`pkgs.python3.withPackages (ps: [ ps.requests ps.requets ])`)).toEqual(found1)
    expect(found(expr`pkgs.python3.withPackages (ps: with ps; [ requests requets ])`)).toEqual(found1)
    const use = all.python3.withPackages(nix.lambda(['ps'], (ps: Loose) => [ps.requests, ps.requets]))
    expect(found(install(use))).toEqual(found1)
    const overlays = [nix.expr`final: prev: { python3 = prev.python3.override { }; }`]
    expect(found(install(use), { overlays })).toEqual([])
  })

  it('is left alone where that is not certain', () => {
    for (const use of [
      expr`pkgs.make or null`,
      expr`pkgs ? make`,
      expr`let pkgs = import <x> {}; in pkgs.make`,
      expr`with pkgs; with import <x> {}; make`,
      expr`with import <x> {}; with pkgs; make`,
      expr`map (pkgs: pkgs.make) []`,
      expr`with pkgs; let make = 1; in make`,
      expr`pkgs.${'a'}`,
      expr`pkgs.${'gi'}t`,
      expr`with pkgs; map toString []`,
    ])
      expect(found(use)).toEqual([])
  })

  it('is read in modules, texts and files', () => {
    const text = '{ pkgs, ... }: { environment.systemPackages = [ pkgs.make ]; }'
    expect(found(nixModule('x', text))).toEqual([expect.stringContaining('error unknown-package')])
    const file = importModule(new URL('./x.nix', import.meta.url))
    expect(found(file, {}, { 'x.nix': text })).toEqual([expect.stringContaining('error unknown-package')])
    expect(found(file)).toEqual([])
    const arguments_ = '{ config, lib, pkgs, utils, ... }@args: with lib; with pkgs; [ config utils args.x ]'
    expect(found(nixModule('x', arguments_))).toEqual([])
    const overlay = '{ pkgs, ... }: { nixpkgs.overlays = []; x = pkgs.make; }'
    expect(found(nixModule('x', overlay))).toEqual([expect.stringContaining('warning unknown-package')])
  })
})

it('changes no name that inherit binds', () => {
  const host = defineHost('a', {
    system: 'x86_64-linux',
    use: expr`let inherit (pkgs) make; in [ make pkgs.make ]`,
  })
  const diagnostics = checkNames(resolveFleet(defineFleet({ inputs: spec, hosts: [host] })), () => undefined)
  const changes = diagnostics.map(({ change }) => change?.to)
  expect(changes).toEqual(expect.arrayContaining([undefined, ['gnumake']]))
})

describe('functions', () => {
  it('are known on every level', () => {
    expect(
      found(
        install(
          lib.getExe(pkgs.git),
          lib.types.ints.positive,
          lib.licenses.mit.spdxId,
          lib.maintainers.nobody,
          lib.hm.dag.entryAfter([], ''),
          builtins.readFile('/x'),
          builtins.warn('a', 1),
        ),
      ),
    ).toEqual([])
  })

  it('have other names, or stand elsewhere', () => {
    expect(found(install(lib.optionalStrings(true, ''), lib.types.strr, lib.int, builtins.optional))).toEqual(
      [
        'error unknown-function: lib has no optionalStrings | Did you mean lib.optionalString?',
        'error unknown-function: lib.types has no strr | Did you mean lib.types.str?',
        'error unknown-function: lib has no int | Did you mean lib.types.int?',
        'error unknown-function: builtins has no optional. | Did you mean lib.optional or lib.lists.optional?',
      ],
    )
  })

  it('of another release are doubted', () => {
    const stable = { inputs: { ...spec, nixpkgs: 'github:NixOS/nixpkgs/nixos-25.05' } }
    expect(found(install(lib.optionalStrings(true, ''), builtins.readfile('/x')), stable)).toEqual([
      expect.stringContaining('warning unknown-function'),
      expect.stringContaining('error unknown-function'),
    ])
  })

  it("are the fleet's own where it says so", () => {
    expect(found(install(lib.mine), { specialArgs: { lib: nix.expr`{ }` } })).toEqual([])
  })
})

it('the packages of programs are there, under names that are not', () => {
  const packages = loadPackages()
  const has = (path: string) =>
    packages.has(path) || packages.set(path.split('.')[0]!)?.includes(path.split('.')[1]!)
  expect(Object.values(packageOf).filter((name) => !has(name))).toEqual([])
  expect(Object.keys(packageOf).filter((name) => packages.has(name))).toEqual([])
})
